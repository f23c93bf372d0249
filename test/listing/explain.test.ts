import { describe, expect, test } from "vitest";
import { explainListing } from "../../src/listing/listing.ts";

const { reasons } = explainListing({
  title: "[SELLING] Harbour Lines customers",
  body: "Price: $4,850, now $4,000. The company has a revenue of $9 billion. Sample: 500 lines.",
});

describe("an explanation", () => {
  test("names the features of a price and their weights, which sum to its score", () => {
    const [current] = reasons.prices;
    expect(current).toMatchObject({ text: "$4,000", role: "asking" });
    expect(Object.keys(current!.features)).toEqual(
      expect.arrayContaining(["base", "price word beside it", "one of two prices", "text is an offer"]),
    );
    const sum = Object.values(current!.features).reduce((total, weight) => total + weight, 0);
    expect(current!.score).toBeCloseTo(sum, 2);
  });

  test("names for each role what spoke for it, the chosen one highest", () => {
    const former = reasons.prices.find(({ text }) => text === "$4,850");
    expect(former?.role).toBe("previous");
    expect(former?.roles?.["previous"]?.features).toHaveProperty("replaced by another price");
    const others = Object.entries(former?.roles ?? {}).filter(([role]) => role !== "previous");
    for (const [, { score }] of others) expect(score).toBeLessThan(former!.roles!["previous"]!.score);
    expect(reasons.records[0]?.roles?.["sample"]?.features).toHaveProperty("sample word beside it");
  });

  test("says what was looked at and turned down, and why", () => {
    expect(reasons.rejected.price).toEqual([expect.objectContaining({ text: "$9 billion" })]);
    expect(reasons.rejected.price[0]?.features).toHaveProperty("revenue beside it");
    expect(reasons.rejected.price[0]?.score).toBeLessThanOrEqual(0);
  });
});
