import { describe, expect, test } from "vitest";
import { alertOf } from "./watches.ts";

describe("finds a company's name in the ways people write it", () => {
  test.for([
    ["NIO", "NIO answers blackmail over customer files", "NIO"],
    ["Kestrelway", "kestrelway customer table, 40k rows", "kestrelway"],
    ["Kestrelway", "KESTRELWAY DATABASE FOR SALE", "KESTRELWAY"],
    ["Kestrelway", "Kestrelway's portal was open for a week", "Kestrelway"],
    ["Kestrelway", "Kestrelway’s portal was open for a week", "Kestrelway"],
    ["Kestrelway", "dump: kestrelway_staff_2031.csv", "kestrelway"],
    ["Kestrelway Inc.", "Employees of Kestrelway were told on Friday", "Kestrelway"],
    ["Kestrelway", "Kestrelway Holdings plc told investors", "Kestrelway"],
    ["Kestrelway", "Kes\u00adtrel\u200bway answers", "Kes\u00adtrel\u200bway"],
    ["Orlu & Tamsin", "Orlu and Tamsin shops closed", "Orlu and Tamsin"],
    ["Orlu and Tamsin", "Orlu & Tamsin shops closed", "Orlu & Tamsin"],
    ["Q&Z", "Q&Z closes its web shop after attack", "Q&Z"],
    ["Perrano's", "Perranos customers told of leak", "Perranos"],
    ["KVMolder", "KV Molder hit by extortion group", "KV Molder"],
    ["KVMolder", "K.V. Molder hit by extortion group", "K.V. Molder"],
    ["KVQX", "K.V.Q.X. records published", "K.V.Q.X"],
    ["K. V. Molder", "KV Molder records published", "KV Molder"],
    ["Kestrel-Dovarra", "Kestrel Dovarra records published", "Kestrel Dovarra"],
    ["Kestrel Dovarra", "KestrelDovarra records published", "KestrelDovarra"],
    ["Dörfner Käse", "Dorfner Kase records published", "Dorfner Kase"],
    ["Dörfner Käse", "Doerfner Kaese records published", "Doerfner Kaese"],
    ["Dörfner Käse", "DÖRFNER KÄSE records published", "DÖRFNER KÄSE"],
    ["Straßkamp", "Strasskamp records published", "Strasskamp"],
    ["Ørnvik", "Ornvik records published", "Ornvik"],
    ["9-Tolvan", "9 Tolvan stores closed", "9 Tolvan"],
    ["Vexolo!", "Vexolo records published", "Vexolo"],
    ["The Quillbrook Company", "Quillbrook records published", "Quillbrook"],
    ["Quillbrook Technologies, Inc.", "Records of Quillbrook published", "Quillbrook"],
    ["QUILLBROOK CORP /DE/", "Quillbrook records published", "Quillbrook"],
    ["Universität Quillbrook", "Quillbrook: University files", null],
    ["Universität Tolvan", "University Tolvan files published", "University Tolvan"],
    ["Тольванк", "Данные клиентов Тольванка утекли", "Тольванка"],
    ["ООО Тольванк", "Тольванк сообщил об утечке", "Тольванк"],
    ["تولفانك", "تسريب بيانات شركة تولفانك", "تولفانك"],
  ] as const)("%s in %j", ([name, title, text]) => {
    expect(alertOf({ name }, { title })?.text ?? null).toBe(text);
  });
});

describe("does not take another word or name for it", () => {
  test.for([
    ["NIO", "Union of senior and junior officials loses files"],
    ["NIO", "Buffers of java.nio leak memory"],
    ["NIO", "nio.sys crashes with leaked handles"],
    ["Kestrelway", "KestrelwayLeaks archive"],
    ["Kestrelway", "Kestrelways stolen from car parks"],
    ["Kestrel Dovarra", "Kestrel, Dovarra and others lost data"],
    ["Kestrel Dovarra", "Named by Kestrel. Dovarra lost data"],
    ["Q&Z", "q and z students data"],
    ["Bank of Tolvan", "Bank of Tolvania hacked"],
    ["RedLock", "The Red Lock on the gate leaks oil"],
    ["iPlay", "I play with leaked data"],
    ["Company.com", "A company lost its files"],
    ["Kestrelway", "Kestrelway City council loses tax files"],
  ] as const)("%s in %j", ([name, title]) => {
    expect(alertOf({ name }, { title })).toBeNull();
  });
});

describe("reads Chinese, Japanese and Korean names by character", () => {
  test.for([
    ["NIO", ["蔚来"], "黑客向蔚来勒索", "蔚来"],
    ["NIO", ["蔚来"], "駭客向蔚來勒索", "蔚來"],
    ["Tolvan", ["托尔万股份有限公司"], "托尔万客户数据外泄", "托尔万"],
    ["株式会社トルヴァン", [], "トルヴァン、顧客情報が流出", "トルヴァン"],
    ["トルヴァン", [], "ﾄﾙｳﾞｧﾝ顧客情報", "ﾄﾙｳﾞｧﾝ"],
    ["톨반전자", [], "톨반전자가 해킹당했다", "톨반전자"],
    ["Tolvan", ["iTolva"], "旗下iTolva個資外洩", "iTolva"],
    ["安达", [], "康安达矿业资料外泄", null],
    ["安达", [], "泰安达矿业遭入侵", null],
    ["安达", [], "黑客入侵安达矿业", "安达"],
    ["五岳", [], "五岳级赛事名单", null],
  ] as const)("%s %j in %j", ([name, aliases, title, text]) => {
    expect(alertOf({ name, aliases }, { title })?.text ?? null).toBe(text);
  });
});
