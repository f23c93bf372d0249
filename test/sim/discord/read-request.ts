import type { IncomingMessage } from "node:http";
import type { SimFile, SimRequest } from "./request.ts";

/** A request whose answer is still to be noted. */
export type OpenRequest = { -readonly [Key in keyof SimRequest]: SimRequest[Key] };

/** Reads a request to its end; fields of its answer are still null. */
export async function readRequest(incoming: IncomingMessage, url: URL, now: number): Promise<OpenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const contentType = incoming.headers["content-type"] ?? "";
  const { body, files } = await readBody(bytes, contentType);
  return {
    method: incoming.method ?? "GET",
    path: url.pathname.replace(/^(?:\/api)*(?:\/v\d+)?/, ""),
    query: Object.fromEntries(url.searchParams),
    body,
    files,
    at: new Date(now),
    status: null,
    code: null,
  };
}

async function readBody(
  bytes: Buffer,
  contentType: string,
): Promise<{ body: unknown; files: readonly SimFile[] }> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith("multipart/form-data"))
    return { body: JSON.parse(bytes.toString("utf8")), files: [] };
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  const payload = form.get("payload_json");
  const body: unknown = typeof payload === "string" ? JSON.parse(payload) : undefined;
  const files: SimFile[] = [];
  for (const [field, part] of form) {
    if (typeof part === "string") continue;
    const content = new Uint8Array(await part.arrayBuffer());
    const description = describeFile(body, /^files\[(\d+)\]$/u.exec(field)?.[1]);
    files.push({ name: part.name, contentType: part.type, size: content.length, content, description });
  }
  return { body, files };
}

/** Finds what the message says of one of its files; an interaction's answer holds the message as `data`. */
function describeFile(body: unknown, index: string | undefined): string | null {
  const message = body as { data?: unknown; attachments?: unknown } | undefined;
  const attachments = message?.attachments ?? (message?.data as typeof message)?.attachments;
  if (!Array.isArray(attachments)) return null;
  const told = (attachments as { id?: unknown; description?: unknown }[]).find(
    ({ id }) => String(id) === index,
  );
  return typeof told?.description === "string" ? told.description : null;
}
