import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";

const read = (body: string) =>
  readListing({ title: "Data breach", body }).records.map(({ count, unit }) => `${count} ${unit}`);

describe("a count", () => {
  test.for([
    ["The breach exposed 48.5M users.", ["48500000 people"]],
    ["10 000 000 users leaked.", ["10000000 people"]],
    ["The breach exposed 1 234 567 890 users.", ["1234567890 people"]],
    ["Leaked: 4MIL records", ["4000000 records"]],
    ["The leak affected 2.28万条 records and nobody else.", ["22800 records"]],
    ["The hackers stole 1,17 miliarda rekordów danych klientów i hasła.", ["1170000000 records"]],
    ["The stolen data holds 612k unique user records.", ["612000 records"]],
    ["The leak contains 296,019 email addresses.", ["296019 records"]],
    ["Hackers stole 1403388 files from the server.", ["1403388 files"]],
    ["The breach hit 7.4 million former and current customers.", ["7400000 people"]],
    ["Hackers took more than a million customers' records.", ["1000000 records"]],
    [
      "The leak holds 1.2 million logins: 300,000 from Alpha, 200,000 from Beta.",
      ["1200000 accounts", "300000 accounts", "200000 accounts"],
    ],
  ] as const)("%s", ([body, expected]) => {
    expect(read(body)).toEqual(expected);
  });

  test.for([
    ["Selling 40,000 customers, sample of 500 lines.", ["40000 total", "500 sample"]],
    ["Sample of 500 lines out of 40,000 customers for sale.", ["500 sample", "40000 total"]],
    ["Selling 40,000 customers. Sample: 500 lines.", ["40000 total", "500 sample"]],
    ["Selling 40,000 customers. I show 500 lines as a sample.", ["40000 total", "500 sample"]],
    ["Sample, 500 lines: in the thread. 40,000 customers for sale.", ["500 sample", "40000 total"]],
  ] as const)("%s", ([body, expected]) => {
    const { records } = readListing({ title: "[SELLING] customers", body });
    expect(records.map(({ count, role }) => `${count} ${role}`)).toEqual(expected);
  });

  test("says where it is approximate, where it is a sample, and of what it is", () => {
    const [total, sample] = readListing({
      title: "",
      body: "Hackers leaked about 5,000 client records. They showed a sample of 120 records.",
    }).records;
    expect(total).toMatchObject({ count: 5000, approximate: true, role: "total", of: "client records" });
    expect(sample).toMatchObject({ count: 120, role: "sample" });
  });

  test.for([
    "The retailer has 300 stores in 14 countries.",
    "Windows 10 and version 4 were attacked.",
    "The breach began in 2019 and was found in March 2021.",
    "CVE-2031-20001 was exploited.",
    "Contact +49 170 1234567 customers",
    "Leaked: phone +49 170 1234567, name",
    "Customers leaked, call 1 555 123 4567 users",
    "The leaked data holds 4111 1111 1111 1111 card numbers.",
    "Data of 4111-1111-1111-1111 users leaked.",
  ])("no count: %s", (body) => {
    expect(read(body)).toEqual([]);
  });

  test("bytes stand apart from records", () => {
    const listing = readListing({ title: "", body: "Over 310gb of data with 10,000 records was stolen." });
    expect(listing.sizes.map(({ bytes }) => bytes)).toEqual([310e9]);
    expect(listing.records.map(({ count }) => count)).toEqual([10_000]);
  });
});
