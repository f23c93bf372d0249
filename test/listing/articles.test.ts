import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import type { Listing } from "../../src/model.ts";
import { counts, negatedTypes, prices, takenTypes } from "./reading.ts";

/** The first line of a fixture is the title. */
function readFixture(name: string): Listing {
  const [title = "", ...lines] = readFileSync(
    new URL(`./fixtures/${name}.txt`, import.meta.url),
    "utf8",
  ).split("\n");
  return readListing({ title, body: lines.join("\n") });
}

const victims = (listing: Listing): readonly string[] => listing.victims.map(({ name }) => name);

describe("an article about", () => {
  test("an open database gives the estimates as they grew, and leaves the trailer out", () => {
    const listing = readFixture("car-sharing");
    expect(listing.kind).toBe("exposure");
    expect(victims(listing)[0]).toBe("iRent");
    expect(victims(listing).join()).not.toMatch(/Mazda|Tesla/);
    expect(listing.prices).toEqual([]);
    expect(counts(listing)).toEqual([100_000, 140_000, 400_000, 400_100]);
    expect(takenTypes(listing)).toEqual(
      expect.arrayContaining([
        "name",
        "phone",
        "address",
        "national_id",
        "dob",
        "email",
        "contacts",
        "photo",
        "signature",
        "credit_card_partial",
      ]),
    );
    expect(takenTypes(listing)).not.toContain("credit_card");
    expect(negatedTypes(listing)).toContain("credit_card");
  });

  test("an intrusion keeps other makers' incidents apart and reports what the server does not hold", () => {
    const listing = readFixture("carmaker-server");
    expect(listing.kind).toBe("breach");
    expect(victims(listing)).toEqual(["Mazda"]);
    expect(counts(listing)).toEqual([104_732]);
    expect(takenTypes(listing).toSorted()).toEqual(["email", "job", "name", "phone"]);
    expect(negatedTypes(listing)).toEqual(["customer_record"]);
  });

  test("a sale gives the lowered price first, the earlier one as previous, and the sample apart", () => {
    const listing = readFixture("health-app-sale");
    expect(listing.kind).toBe("sale");
    expect(listing.status).toBe("offered");
    expect(listing.actors.map(({ name }) => name)).toEqual(["XJP"]);
    expect(victims(listing)).toContain("Suishenma");
    expect(prices(listing)).toEqual([
      "4000 USD asking",
      "320000 INR equivalent",
      "4850 USD previous",
      "400000 INR equivalent",
    ]);
    expect(listing.records.map(({ count, role }) => [count, role])).toEqual([
      [48_500_000, "total"],
      [47, "sample"],
    ]);
    expect(listing.sizes).toEqual([]);
    expect(takenTypes(listing).toSorted()).toEqual(["health", "name", "national_id", "phone"]);
  });

  test("extortion gives the ransom, the lots with what they buy, and the contradiction between two counts", () => {
    const listing = readFixture("carmaker-ransom");
    expect(listing.kind).toBe("ransom");
    expect(victims(listing)).toEqual(["NIO"]);
    expect(listing.actors).toEqual([]);
    expect(prices(listing)).toEqual(["2250000 USD ransom", "0.15 BTC lot", "0.25 BTC lot"]);
    expect(
      listing.lots.map(({ price, records }) => [
        listing.prices[price ?? -1]?.amount,
        listing.records[records ?? -1]?.count,
      ]),
    ).toEqual([
      [0.15, 22_800],
      [0.25, 39_900],
    ]);
    expect(counts(listing)).toEqual([22_800, 39_900, 399_000, 650_000, 4_850_000]);
    expect(
      listing.conflicts.map(({ records }) => records.map((index) => listing.records[index]?.count)),
    ).toEqual([[399_000, 39_900]]);
    expect(takenTypes(listing)).toEqual(
      expect.arrayContaining(["employee_record", "vehicle", "address", "customer_record"]),
    );
  });

  test("a leaked key gives both counts and what was not affected, and no factories of another attack", () => {
    const listing = readFixture("connected-cars");
    expect(listing.kind).toBe("exposure");
    expect(victims(listing)).toEqual(expect.arrayContaining(["Toyota"]));
    expect(victims(listing).join()).not.toContain("Kojima");
    expect(counts(listing)).toEqual([296_000, 296_019]);
    expect(takenTypes(listing)).toEqual(expect.arrayContaining(["email", "customer_record"]));
    expect(negatedTypes(listing).toSorted()).toEqual(["credit_card", "name", "phone"]);
    expect(takenTypes(listing)).not.toEqual(expect.arrayContaining(["name"]));
  });
});
