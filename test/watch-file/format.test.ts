import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { watchFileFormat } from "../../src/watch-file/format.ts";
import { joinList, splitList } from "../../src/watch-file/list-cell.ts";
import { locateItems } from "../../src/watch-file/locate-items.ts";
import { watch } from "../store/samples.ts";

const read = (text: string | Uint8Array) =>
  watchFileFormat.read(typeof text === "string" ? new TextEncoder().encode(text) : text);

describe("CSV", () => {
  it("reads what its first row names, in any order and case, and leaves the rest as it is", async () => {
    const { rows, bad, ignored } = await read("Domains,COMPANY\nharbour.example,Harbour Lines\n");
    expect(rows).toEqual([{ line: 2, company: "Harbour Lines", domains: ["harbour.example"] }]);
    expect({ bad, ignored }).toEqual({ bad: [], ignored: [] });
  });

  it.for([[","], [";"], ["\t"]] as const)("takes %j between the cells", async ([comma]) => {
    const text = ["company,aliases", '"Harbour Lines","a; b, c"', "Gull Island Bank,"].join("\r\n");
    const { rows } = await read(text.replaceAll(/(?<=\w|"),(?=\w|"|$)/gmu, comma));
    expect(rows).toMatchObject([
      { line: 2, company: "Harbour Lines", aliases: ["a", "b", "c"] },
      { line: 3, company: "Gull Island Bank", aliases: [] },
    ]);
  });

  it("reads every column", async () => {
    const header = "company,aliases,domains,exclude,require,mode,mentions,channel,role,paused";
    const { rows } = await read(
      `${header}\nHarbour Lines,HarbourLine,harbour.example,drill,data,Strict,digest,12,34,yes\n`,
    );
    expect(rows).toEqual([
      {
        line: 2,
        company: "Harbour Lines",
        aliases: ["HarbourLine"],
        domains: ["harbour.example"],
        exclude: ["drill"],
        require: ["data"],
        mode: "strict",
        mentions: "digest",
        channelId: "12",
        roleId: "34",
        paused: true,
      },
    ]);
  });

  it.for([
    ["Harbour Lines,loud,", "mode takes strict, normal, broad."],
    ["Harbour Lines,,#leaks", "channel takes an id in digits"],
    ["Harbour Lines,,1.23E+18", "channel takes an id in digits"],
    [",strict,12", "The company is missing."],
    ["Harbour Lines,strict,12,more", "4 cells under 3 columns"],
    ['Harbour Lines,"strict,12', "A quotation mark is opened here and never closed."],
  ] as const)("names the row %j, and keeps the good ones", async ([row, reason]) => {
    const { rows, bad } = await read(`company,mode,channel\nGull Island Bank,broad,\n\n${row}\n`);
    expect(bad).toMatchObject([{ reason: expect.stringContaining(reason) as string }]);
    expect(bad[0]?.line).toBeGreaterThanOrEqual(3);
    expect(rows.map(({ company }) => company)).toEqual(["Gull Island Bank"]);
  });

  it("counts lines as an editor does, cells of several lines and empty lines included", async () => {
    const { rows, bad } = await read('company,aliases\n\n"Harbour\nLines","a\nb"\n,x\nGull Island Bank,\n');
    expect(rows.map(({ line }) => line)).toEqual([3, 7]);
    expect(bad.map(({ line }) => line)).toEqual([6]);
  });

  it("names columns that it does not know", async () => {
    expect((await read("company,notes,\nHarbour Lines,x,\n")).ignored).toEqual(["notes"]);
  });

  it.for([
    ["Harbour Lines\nGull Island Bank\n", "The first row must name the columns"],
    ["company,name\na,b\n", "names the column company twice"],
    [" \n", "The file is empty."],
  ] as const)("refuses %j as a whole", async ([text, reason]) => {
    await expect(read(text)).rejects.toThrow(reason);
    await expect(read(text)).rejects.toThrow(UserError);
  });

  it.for([
    ["UTF-8 with a mark", Buffer.from("\ufeffcompany\nMüller Häfen\n", "utf8")],
    ["UTF-16 with a mark", Buffer.from("\ufeffcompany\nMüller Häfen\n", "utf16le")],
  ] as const)("reads %s", async ([, bytes]) => {
    expect((await read(bytes)).rows).toEqual([{ line: 2, company: "Müller Häfen" }]);
  });

  it("refuses what is no UTF-8", async () => {
    await expect(read(Buffer.from("company\nMüller\n", "latin1"))).rejects.toThrow("no UTF-8 text");
  });

  it("takes 10,000 rows and names the one that is too many", async () => {
    const rows = Array.from({ length: 10_001 }, (_, at) => `Company ${at}\n`).join("");
    const result = await read(`company\n${rows}`);
    expect(result.rows).toHaveLength(10_000);
    expect(result.bad).toMatchObject([{ line: 10_002 }]);
  });

  it("counts the lines of long files too, whatever breaks them", async () => {
    const cell = (at: number): string => (at % 7 === 0 ? `"Company\n${at}"` : `Company ${at}`);
    const rows = Array.from({ length: 900 }, (_, at) => `${cell(at)}${["\n", "\r\n", "\n\n"][at % 3]}`);
    const text = `company\r\n${rows.join("")}`;
    const lines = text.split(/\r?\n/u);
    const { rows: read900, bad } = await read(text);
    expect(bad).toEqual([]);
    expect(read900).toHaveLength(900);
    for (const [at, { line, company }] of read900.entries()) {
      expect(lines[line - 1]).toContain(at % 7 === 0 ? '"Company' : company);
    }
  });

  it.for([
    ["CSV", `company\n${",x\n".repeat(30_000)}`],
    ["an array", `[${"5,".repeat(30_000)}5]`],
    ["JSON Lines", `{\n${"5\n".repeat(30_000)}`],
    ["lines that are no JSON", "{\n".repeat(30_000)],
  ] as const)("names 10,000 bad rows of %s and no more", async ([, text]) => {
    const { bad } = await read(text);
    expect(bad).toHaveLength(10_001);
    expect(bad.at(-1)?.reason).toContain("this one and what follows it were left out");
  });

  it("refuses more than 4 MiB, and lists without end", async () => {
    await expect(read(new Uint8Array(4 * 1024 * 1024 + 1))).rejects.toThrow("larger than 4 MiB");
    const { rows, bad } = await read(`company,aliases\nHarbour Lines,"${"a,".repeat(100_000)}"\n`);
    expect({ rows, bad }).toMatchObject({ rows: [], bad: [{ line: 2 }] });
  });
});

describe("JSON", () => {
  it("reads an array, with the lines where its items begin", async () => {
    const text =
      '[\n {"company": "Harbour Lines",\n  "aliases": ["[a,", "b"]},\n {"name":"Gull"}, 5,\n\n []]';
    const { rows, bad } = await read(text);
    expect(rows).toMatchObject([
      { line: 2, company: "Harbour Lines", aliases: ["[a,", "b"] },
      { line: 4, company: "Gull" },
    ]);
    expect(bad.map(({ line }) => line)).toEqual([4, 6]);
  });

  it("reads JSON Lines, a watch list of `leakwatch match` too", async () => {
    const { rows, bad, ignored } = await read(
      '{"id":"w1","name":"Harbour Lines","domains":"harbour.example"}\nnope\n\n{"company":"Gull","x":1,"role":5}\n{"company":"Tern","x":1}',
    );
    expect(rows).toMatchObject([
      { line: 1, company: "Harbour Lines", domains: ["harbour.example"] },
      { line: 5, company: "Tern" },
    ]);
    expect(bad.map(({ line }) => line)).toEqual([2, 4]);
    expect(ignored).toEqual(["x"]);
  });

  it.for([
    ['{"company":5}', "The company is missing."],
    ['{"company":"a b","aliases":[1]}', "aliases is no list of texts."],
    ['{"company":"a b","aliases":{}}', "aliases is no list of texts."],
    ['{"company":"a b","paused":"perhaps"}', "paused takes yes or no."],
    ['{"company":"a b","mentions":3}', "mentions takes alert, digest, off."],
  ] as const)("names %j", async ([line, reason]) => {
    expect(await read(line)).toMatchObject({ rows: [], bad: [{ line: 1, reason }] });
  });

  it("refuses an array that is no JSON", async () => {
    await expect(read('[{"company":')).rejects.toThrow("The file is no JSON");
  });
});

describe("a list in one text", () => {
  it.for([
    ["a, b;c，d、e", ["a", "b", "c", "d", "e"]],
    ['"Lines, Harbour", b', ["Lines, Harbour", "b"]],
    ['"say ""ahoy""",b', ['say "ahoy"', "b"]],
    ['12" Guns', ['12" Guns']],
    [" , ,", []],
  ] as const)("reads %j", ([text, items]) => {
    expect(splitList(text)).toEqual(items);
  });

  it("refuses a quotation mark that is not closed", () => {
    expect(() => splitList('"a, b')).toThrow(UserError);
  });

  it("gives back what was written", () => {
    const item = fc.string({ unit: "binary", minLength: 1 }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(item.filter((text) => text !== "")), (items) => {
        expect(splitList(joinList(items))).toEqual(items);
      }),
    );
  });
});

it("finds a line for every item of any JSON array", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, 4), (values, indent) => {
      const text = JSON.stringify(values, null, indent);
      const lines = locateItems(text);
      expect(lines).toHaveLength(values.length);
      for (const [at, value] of values.entries()) {
        const begin = JSON.stringify(value, null, indent).split("\n")[0]?.trim() ?? "";
        expect(text.split("\n")[(lines[at] ?? 0) - 1]).toContain(begin);
      }
    }),
  );
});

it("reads back what it wrote, formulas too, in either format", async () => {
  const text = fc
    .tuple(fc.constantFrom("", "=", "+", "-", "@", "\t"), fc.string({ unit: "binary", minLength: 1 }))
    .map((parts) => parts.join("").trim())
    .filter((name) => name !== "");
  const list = fc.array(text, { maxLength: 4 });
  const kept = fc.record({
    name: text,
    aliases: list,
    domains: list,
    exclude: list,
    require: list,
    mode: fc.constantFrom("strict" as const, "normal" as const, "broad" as const),
    mentions: fc.constantFrom("alert" as const, "digest" as const, "off" as const),
    channelId: fc.option(fc.constant("123456789012345678")),
    roleId: fc.option(fc.constant("876543210987654321")),
    paused: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(kept, { maxLength: 4 }),
      fc.constantFrom("csv", "json"),
      async (all, format) => {
        const file = watchFileFormat.write(
          all.map((one) => watch(one)),
          format,
        );
        const { rows, bad } = await read(file);
        expect(bad).toEqual([]);
        expect(rows).toEqual(
          all.map(({ name, ...rest }) => ({ ...rest, line: expect.any(Number) as number, company: name })),
        );
      },
    ),
  );
});
