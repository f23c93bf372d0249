import { z } from "zod";
import { duration, size } from "./values.ts";

const environmentName = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]{0,99}$/, {
    error: "must be the name of an environment variable, such as FORUM_COOKIE",
  })
  .refine((name) => !/^(?:DISCORD|LEAKWATCH)_/.test(name), {
    error: "names a setting of Leakwatch itself, which no source may be sent; use another variable",
  });

/** What undici and the visit decide for themselves. */
const ownHeaders =
  /^(?:accept-encoding|connection|content-length|content-type|expect|host|if-.*|keep-alive|proxy-.*|range|te|trailer|transfer-encoding|upgrade)$/i;
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9!#$%&'*+.^_`|~-]{0,99}$/, { error: "is no header name" })
  .refine((name) => !ownHeaders.test(name), { error: "is a header that Leakwatch sets itself" });

/** What a header may hold: no control characters, which would end it. */
export const headerValuePattern = /^[\t\x20-\x7e\xa0-\xff]{0,8192}$/;

/** How a source's requests are made. */
export const request = z
  .strictObject({
    proxy: z
      .enum(["tor"])
      .optional()
      .describe("tor: only through LEAKWATCH_TOR_PROXY. Onion addresses always go there."),
    cookieEnv: environmentName.optional().describe("Environment variable whose value is sent as Cookie."),
    headers: z
      .record(
        headerName,
        z.string().regex(headerValuePattern, { error: "holds characters that no header may hold" }),
      )
      .optional(),
    headersEnv: z
      .record(headerName, environmentName)
      .optional()
      .describe("Header name: environment variable that holds its value."),
    timeout: duration("100ms", "2m").optional().describe("For one request altogether. Default: 20s."),
    maxBytes: size("1KiB", "8MiB").optional().describe("Of the decoded body. Default: 4MiB."),
    delay: duration("0s", "10m").optional().describe("Between two requests to one host. Default: 2s."),
  })
  .describe("How its requests are made.");
