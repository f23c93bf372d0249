import { type Problem } from "./problems.ts";
import { headerValuePattern } from "./request-schema.ts";
import { type PresetEntry } from "./schema.ts";
import { type Setting } from "./secrets.ts";

type RequestEntry = NonNullable<PresetEntry["request"]>;

interface Header {
  readonly name: string;
  readonly path: readonly PropertyKey[];
  /** The value as written, or the environment variable that holds it. */
  readonly from: { readonly value: string } | { readonly variable: string };
}

/**
 * Puts together the headers that a source is sent, secrets filled in from the environment.
 *
 * @param readVariable - absent: the source is disabled, and its secrets need not be there
 * @returns a source's own headers over its preset's, and problems without any value
 */
export function fillHeaders(
  preset: RequestEntry,
  own: RequestEntry,
  readVariable: ((name: string) => Setting) | undefined,
): { headers: Readonly<Record<string, string>>; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const chosen = new Map<string, Header>();
  for (const header of listHeaders(own)) {
    const key = header.name.toLowerCase();
    const earlier = chosen.get(key);
    if (earlier)
      problems.push({ path: header.path, message: `header ${header.name} is given twice; keep one` });
    else chosen.set(key, header);
  }
  for (const header of listHeaders(preset)) {
    const key = header.name.toLowerCase();
    if (!chosen.has(key)) chosen.set(key, { ...header, path: ["preset"] });
  }

  const headers: Record<string, string> = {};
  for (const { name, path, from } of chosen.values()) {
    if ("value" in from) {
      headers[name] = from.value;
      continue;
    }
    if (!readVariable) continue;
    const { variable } = from;
    const setting = readVariable(variable);
    if ("problem" in setting) problems.push({ path, message: setting.problem });
    else if (setting.value === undefined) {
      problems.push({
        path,
        message: `environment variable ${variable} is not set; set it (or ${variable}_FILE), or write enabled: false`,
      });
    } else if (!headerValuePattern.test(setting.value)) {
      problems.push({ path, message: `the value of ${variable} holds characters that no header may hold` });
    } else headers[name] = setting.value;
  }
  return { headers, problems };
}

function listHeaders(request: RequestEntry): readonly Header[] {
  const plain = Object.entries(request.headers ?? {}).map(([name, value]) => {
    return { name, path: ["request", "headers", name], from: { value } };
  });
  const secret = Object.entries(request.headersEnv ?? {}).map(([name, variable]) => {
    return { name, path: ["request", "headersEnv", name], from: { variable } };
  });
  const cookie = request.cookieEnv;
  if (cookie === undefined) return [...plain, ...secret];
  return [
    ...plain,
    ...secret,
    { name: "Cookie", path: ["request", "cookieEnv"], from: { variable: cookie } },
  ];
}
