import fc from "fast-check";
import { expect, test } from "vitest";
import { readStance } from "../../src/listing/stance.ts";

test.for<[text: string, stance: "confirmed" | "denied" | null]>([
  ["Harbour Lines confirmed a data breach on Tuesday.", "confirmed"],
  ["A spokesperson for Harbour Lines has acknowledged the incident.", "confirmed"],
  ["Harbour Lines, which runs forty ferries, admits that data was stolen.", "confirmed"],
  ["Harbour Lines denies the claims of the gang.", "denied"],
  ["Harbour Lines said it found no evidence of a breach.", "denied"],
  ["Harbour Lines has not confirmed the breach.", null],
  ["The breach of Harbour Lines was confirmed by the police after the attack.", null],
  ["Researchers confirmed the breach of Harbour Lines.", null],
  ["The gang confirmed it. Harbour Lines is a ferry company.", null],
  ["Harbour Lines first denied the attack. On Friday Harbour Lines confirmed the attack.", "confirmed"],
  ["Velda confirmed a data breach. Harbour Lines is its customer.", null],
  ["Harbour Lines confirmed its summer timetable.", null],
  ["Harbour Lines 证实发生数据泄露。", "confirmed"],
  ["Harbour Lines 尚未证实数据泄露。", null],
  ["Harbour Lines は情報流出を否定した。", "denied"],
  ["Harbour Lines は不正アクセスによる流出を認めた。", "confirmed"],
])("%s: %s", ([text, stance]) => {
  expect(readStance(text, ["Harbour Lines"])).toBe(stance);
});

test("takes names as they are written, and any text in any length", () => {
  expect(readStance("A+B (C) confirmed a breach.", ["A+B (C)"])).toBe("confirmed");
  expect(readStance("x confirmed a breach", ["", " ", "x"])).toBeNull();
  const unit = fc.constantFrom("Harbour Lines ", "confirmed ", "not ", "a ", "。", "未", "\n", "confirm");
  const long = fc.tuple(unit, fc.nat({ max: 8000 })).map(([part, times]) => part.repeat(times));
  fc.assert(
    fc.property(
      fc.oneof(long, fc.string({ unit: "binary" })),
      fc.string({ unit: "binary" }),
      (text, name) => {
        readStance(text, [name, "Harbour Lines"]);
      },
    ),
    { numRuns: 200 },
  );
});
