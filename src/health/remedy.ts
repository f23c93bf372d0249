import type { SourceErrorCode } from "../errors.ts";

// What each code asks of whoever runs Leakwatch; the message beside it says what happened.
const remedies: Readonly<
  Record<SourceErrorCode | "failed" | "no-posts" | "no-dates" | "no-threads", string>
> = {
  "not-a-feed": "The address answers with something else than a feed: look for the feed's own address.",
  malformed: "The answer cannot be read. It often mends itself; else look at the address in a browser.",
  "too-large": "Raise the source's `request.maxBytes`, or choose an address with fewer posts.",
  "too-deep": "The answer is nested beyond reason: choose another address of this source.",
  blocked: "A login or a check for humans stands before it: give the source a cookie (`request.cookieEnv`).",
  "layout-changed":
    "The page was rebuilt, or shows no posts: look at it in a browser, and correct the source's selectors.",
  "bad-input": "The source's entry says too little: name a preset or selectors.",
  timeout: "The server is slow or overloaded: raise the source's `request.timeout` if it always is.",
  "refused-address":
    "The address is not public: `LEAKWATCH_ALLOW_HOSTS` names those that may be read anyway.",
  dns: "The host's name is not known: check the address, or wait where the site is down.",
  tls: "The server's certificate is not valid: check the address, or wait until it is renewed.",
  unreachable: "The server does not answer: wait, or add a mirror to the source's `urls`.",
  "http-status":
    "The server refuses or fails: check the address, or wait where it is the server's own fault.",
  truncated: "The answer ended too early: this usually passes.",
  "proxy-missing": "Start Tor, and name its proxy in `LEAKWATCH_TOR_PROXY`.",
  robots:
    "The site asks programs not to read this address: choose another one, or set `robots: ignore` in the source.",
  "no-posts":
    "Look at the address in a browser: where the posts have moved, correct the source's `urls` or selectors.",
  "no-dates": "Look at how the dates are written now, and correct the source's `dates` or `list.date`.",
  "no-threads":
    "Open a thread in a browser: where it wants a login, give the source a cookie (`request.cookieEnv`); else correct its `thread` selectors.",
  failed: "The reason is in the log.",
};

/** What can be done about an error of a source; null where its code is not known. */
export function findRemedy(code: string): string | null {
  return Object.hasOwn(remedies, code) ? remedies[code as keyof typeof remedies] : null;
}
