import { SourceError } from "../errors.ts";
import { readHeader, type AnswerHeaders } from "./headers.ts";
import { parseRetryAfter } from "./retry-after.ts";

const redirects = new Set([301, 302, 303, 307, 308]);

// The document is there, but not for us: what helps is a cookie or another way in, not waiting.
const refusals = new Set([401, 403, 407]);

/** Tells whether a status sends us to another address. */
export function isRedirect(status: number): boolean {
  return redirects.has(status);
}

/**
 * Says what an answer without a document means and what to do about it.
 *
 * @param at.isPermanent - whether no redirect led there that may lead elsewhere tomorrow
 */
export function explainStatus(
  status: number,
  headers: AnswerHeaders,
  { host, isPermanent }: { host: string; isPermanent: boolean },
): SourceError {
  const mayAskForPatience = status === 429 || status === 503;
  const retryAfter = mayAskForPatience ? readHeader(headers, "retry-after") : null;
  const facts = {
    status,
    retryAfterMs: parseRetryAfter(retryAfter, new Date()),
    gone: status === 410 && isPermanent,
  };
  if (isChallenge(headers)) {
    return new SourceError(
      "blocked",
      `${host} answered ${status} with a page that only lets people pass`,
      facts,
    );
  }
  const code = refusals.has(status) ? "blocked" : "http-status";
  return new SourceError(code, `${host} answered ${status}${explainCode(status)}`, facts);
}

// What two large protection services set on their "prove that you are human" pages.
function isChallenge(headers: AnswerHeaders): boolean {
  return (
    readHeader(headers, "cf-mitigated") === "challenge" || readHeader(headers, "x-amzn-waf-action") !== null
  );
}

function explainCode(status: number): string {
  if (isRedirect(status)) return " without saying where to go";
  if (status < 300) return " without the document";
  if (status >= 500) return ": the server failed; this usually passes";
  switch (status) {
    case 304:
      return " although nothing was asked that could be unchanged";
    case 401:
    case 407:
      return ": it wants a login; add what it needs to the source's request headers";
    case 403:
      return ": access refused; it may want a login, or block programs";
    case 404:
      return ": not found; check the address";
    case 410:
      return ": gone for good; remove the source or correct its address";
    case 429:
      return ": too many requests; visit it less often";
    default:
      return "; check the address";
  }
}
