import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { prices } from "./reading.ts";

const read = (body: string, title = "Breach at Harbour Lines"): readonly string[] =>
  prices(readListing({ title, body }));

describe("no price", () => {
  test.for([
    "Harbour Lines offers its customers two years of credit monitoring worth $300.",
    "Every customer whose e-mail address was leaked gets a voucher worth 30 euros.",
    "Police offer a reward of up to $5 million for information on the gang.",
    "The company paid a researcher a $25,000 bounty for reporting the flaw that leaked the e-mail addresses.",
    "Harbour Lines agreed to pay $12 million to settle a class action over the breach.",
    "The gang said that it donated $15,000 of its ransoms to a charity.",
    "Hackers stole 90 bitcoin worth $6 million from users of the exchange.",
    "Shares of Harbour Lines fell 7% to 19.80 euros after the hackers had claimed the theft of data.",
    "Harbour Lines, which raised $70 million last year, is investigating the sale of its data.",
    "Cada afectado recibirá una indemnización de 200 euros por la filtración de datos.",
    "Die Betroffenen erhalten eine Entschädigung von 200 Euro für das Datenleck.",
    "会社は情報流出の被害者1人あたり500円の商品券を配布する。",
  ])("%s", (body) => {
    expect(read(body)).toEqual([]);
  });

  test.for([
    [
      "The gang demands a ransom of $2 million from Harbour Lines. In 2022 rival Oakline paid attackers $6 million.",
      ["2000000 USD ransom"],
    ],
    [
      "The gang demands a ransom of $2 million from Harbour Lines. Last year Oakline refused to pay $90,000.",
      ["2000000 USD ransom"],
    ],
    [
      "Хакеры требуют от «Гавани» выкуп в 2 млн долларов. В 2023 году конкурент «Дубрава» заплатил 6 млн долларов.",
      ["2000000 USD ransom"],
    ],
    ["黑客向该公司索要200万美元赎金。2023年同行某公司支付了600万美元赎金。", ["2000000 USD ransom"]],
    [
      "A year ago the group extorted $3 million from Oakline. Now it demands a ransom of $2 million from Harbour Lines.",
      ["2000000 USD ransom"],
    ],
  ] as const)("what another one paid: %s", ([body, expected]) => {
    expect(read(body, "")).toEqual(expected);
  });

  test("a victim's own past stays its own", () => {
    expect(
      read("Harbour Lines was attacked by ransomware. In 2022 the company paid a ransom of $60,000.", ""),
    ).toEqual(["60000 USD paid"]);
  });
});
