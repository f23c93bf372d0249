import { describe, expect, test } from "vitest";
import { legalForms, legalPrefixes } from "../../src/watch/data/legal-forms.ts";
import { formStarts, legalSuffixLength } from "../../src/watch/legal-forms.ts";
import { isPersonName, isPlace } from "../../src/watch/lexicon.ts";
import { alertOf } from "./watches.ts";

const written = Object.entries(legalForms).flatMap(([country, list]) =>
  list.split(" | ").map((form) => [country, form] as const),
);

describe("a name is found without its legal form", () => {
  test.for(written)("%s: %s", ([, form]) => {
    expect(alertOf({ name: `Dovarra ${form}` }, { title: "Dovarra confirms breach" })).not.toBeNull();
  });

  test.for(legalPrefixes.split(" | "))("%s before it", (form) => {
    expect(alertOf({ name: `${form} Dovarra` }, { title: "Dovarra confirms breach" })).not.toBeNull();
  });
});

describe("a legal form is written with dots and without", () => {
  test.for([
    ["Dovarra SAS", "Dovarra S.A.S. leaked"],
    ["Dovarra S.A.S.", "Dovarra SAS leaked"],
    ["Dovarra", "Dovarra Sp. z o.o."],
    ["Dovarra", "Dovarra d.o.o."],
    ["Dovarra", "Dovarra DOO"],
    ["Dovarra", "Dovarra S. de R.L. de C.V."],
    ["Dovarra", "Dovarra A.Ş."],
  ] as const)("%s in %j", ([name, title]) => {
    expect(alertOf({ name }, { title })).not.toBeNull();
  });
});

test("no place and no person is a legal form", () => {
  const words = [...formStarts].filter((word) => legalSuffixLength([word]) === 1);
  expect(words.filter((word) => isPlace(word) || isPersonName(word))).toEqual([]);
});

test.for(["Limited", "S.A.", "PT", "GmbH & Co. KG", "The Company"])(
  "nothing is left of %j without it: it stays as it is",
  (name) => {
    expect(alertOf({ name }, { title: "Dovarra files leaked by former staff" })).toBeNull();
  },
);
