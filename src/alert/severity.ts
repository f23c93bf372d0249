import type { Alert, Listing, ListingKind, Match, Severity } from "../model.ts";

/** Every severity, the most urgent first. */
export const severities = ["critical", "high", "medium", "low"] as const satisfies Severity[];

/** Whether something is as urgent as `least`, or more. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

const colours = {
  critical: 0xd92d20,
  high: 0xe8710a,
  medium: 0xd9a406,
  low: 0x5b7083,
} as const satisfies Record<Severity, number>;
const testColour = 0x5865f2;

const kindPoints = {
  ransom: 3,
  sale: 3,
  leak: 3,
  access: 3,
  breach: 2,
  exposure: 2,
  other: 1,
} as const satisfies Record<ListingKind, number>;

// What cannot be changed after it is out, and what opens doors.
const sensitiveTypes: ReadonlySet<string> = new Set([
  "access",
  "auth_token",
  "bank_account",
  "biometric",
  "credentials",
  "credit_card",
  "criminal_record",
  "crypto_wallet",
  "cvv",
  "drivers_license",
  "fullz",
  "genetic",
  "health",
  "health_insurance",
  "military",
  "national_id",
  "passport",
  "password",
  "private_key",
  "selfie_kyc",
  "sexual",
  "ssn",
  "stealer_log",
]);
const manyRecords = 1_000_000;

/** Judges what a listing itself amounts to, whoever it concerns. */
function judgeListing(listing: Listing): Severity {
  return toSeverity(scoreListing(listing));
}

/** Judges an alert by kind, data types and counts, and by how surely the company is the victim. */
export function judgeAlert({ match, listing }: { match: Match; listing: Listing }): Severity {
  const { tier, party } = match;
  if (party === "mentioned" || tier === "possible") return "low";
  return toSeverity(scoreListing(listing) - (party === "third-party" ? 1 : 0));
}

/** Colour of an alert's edge. */
export function pickColour(alert: Alert): number {
  return alert.kind === "test" ? testColour : colours[judgeAlert(alert)];
}

/** Colour of a listing's edge. */
export function pickListingColour(listing: Listing): number {
  return colours[judgeListing(listing)];
}

function scoreListing(listing: Listing): number {
  const sensitive = listing.dataTypes.some(({ id, negated }) => !negated && sensitiveTypes.has(id));
  const many = listing.records.some(({ role, count }) => role !== "sample" && count >= manyRecords);
  return kindPoints[listing.kind] + (sensitive || many ? 1 : 0) - (listing.status === "withdrawn" ? 2 : 0);
}

function toSeverity(score: number): Severity {
  if (score >= 4) return "critical";
  if (score === 3) return "high";
  return score === 2 ? "medium" : "low";
}
