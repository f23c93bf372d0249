import { describe, expect, test } from "vitest";
import { checkWatchTerms } from "../../src/watch/terms.ts";
import { watch } from "./watches.ts";

describe("refuses terms that cannot work", () => {
  test.for([
    [{ name: "  " }, /empty/],
    [{ name: "x".repeat(101) }, /longer than 100/],
    [{ name: "!!!" }, /no letter or digit/],
    [{ name: "Q" }, /one letter/],
    [{ name: "Inc." }, /legal form/],
    [{ name: "Tolvan", aliases: [""] }, /alias is empty/],
    [{ name: "Tolvan", domains: ["tolvan"] }, /no domain/],
    [{ name: "Tolvan", domains: ["co.uk"] }, /no domain/],
    [{ name: "Tolvan", domains: ["t.me/tolvan"] }, /link to a service/],
    [{ name: "Tolvan", domains: ["gmail.com"] }, /everybody/],
    [{ name: "Tolvan", domains: ["facebook.com/tolvan"] }, /link to a service/],
    [{ name: "Tolvan", exclude: ["tolvan"] }, /rule out every match/],
    [{ name: "Tolvan", require: ["?"] }, /no letter or digit/],
    [{ name: "Tolvan", aliases: Array.from({ length: 51 }, (_, at) => `Tolvan ${at}`) }, /at most 50/],
  ] as const)("%j", ([terms, problem]) => {
    expect(checkWatchTerms(watch(terms)).problems.join("\n")).toMatch(problem);
  });
});

describe("warns where a name is ambiguous", () => {
  test.for([
    ["Anchor", /ordinary word.*add domains:/],
    ["QZX", /three letters/],
    ["Geneva", /a place/],
    ["Parker", /a person's name/],
    ["Ready Harbor", /ordinary words/],
    ["蔚来", /part of other words/],
    ["Signal", /sellers are reached/],
  ] as const)("%s", ([name, warning]) => {
    const { problems, warnings } = checkWatchTerms(watch({ name }));
    expect(problems).toEqual([]);
    expect(warnings.join("\n")).toMatch(warning);
  });

  test("and says nothing of a name of its own", () => {
    expect(checkWatchTerms(watch({ name: "Tolvanis", domains: ["https://www.tolvanis.example/"] }))).toEqual({
      problems: [],
      warnings: [],
    });
  });
});
