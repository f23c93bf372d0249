import type { Violation } from "./violation.ts";
import {
  componentsV2Flag,
  isDiscordUrl,
  type AllowedMentions,
  type EmbedBody,
  type MessageBody,
} from "./message-body.ts";
import { findComponentViolations } from "./component-limits.ts";

const maxContent = 2000;
const maxEmbedCharacters = 6000; // over all embeds of one message
const maxAttachmentBytes = 10 * 1024 * 1024;

/**
 * Finds what Discord refuses in a message although its specification allows it.
 *
 * Lengths are counted in UTF-16 units, the stricter reading where an emoji is one character to Discord.
 */
export function findMessageViolations(body: MessageBody): readonly Violation[] {
  const violations: Violation[] = [];
  if ((body.content?.length ?? 0) > maxContent)
    violations.push({ path: ["content"], rule: `longer than ${maxContent} characters` });
  const embeds = body.embeds ?? [];
  if (embeds.reduce((total, embed) => total + countCharacters(embed), 0) > maxEmbedCharacters)
    violations.push({ path: ["embeds"], rule: `more than ${maxEmbedCharacters} characters over all embeds` });
  for (const [index, embed] of embeds.entries())
    violations.push(...findEmbedViolations(embed, ["embeds", index]));
  violations.push(...findMentionViolations(body.allowed_mentions));
  const isV2 = ((body.flags ?? 0) & componentsV2Flag) !== 0;
  if (isV2) {
    for (const key of ["content", "embeds", "poll", "sticker_ids"] as const)
      if (isFilled(body[key])) violations.push({ path: [key], rule: "not allowed beside Components V2" });
  }
  violations.push(...findComponentViolations(body.components ?? [], isV2));
  return violations;
}

/** Finds files that Discord would not take. */
export function findFileViolations(files: readonly { readonly size: number }[]): readonly Violation[] {
  const rules: Violation[] = [];
  if (files.length > 10) rules.push({ path: ["files"], rule: "more than 10 files" });
  if (files.some((file) => file.size > maxAttachmentBytes))
    rules.push({ path: ["files"], rule: `a file of more than ${maxAttachmentBytes} bytes` });
  return rules;
}

/** Whether a message would show nothing at all. */
export function isEmptyMessage(body: MessageBody, attachments: number): boolean {
  return (
    (body.content ?? "").trim() === "" &&
    (body.embeds ?? []).length === 0 &&
    (body.components ?? []).length === 0 &&
    (body.sticker_ids ?? []).length === 0 &&
    !body.poll &&
    attachments === 0
  );
}

function countCharacters(embed: EmbedBody): number {
  const fields = (embed.fields ?? []).reduce(
    (total, field) => total + field.name.length + field.value.length,
    0,
  );
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  return texts.reduce((total, text) => total + (text?.length ?? 0), fields);
}

function findEmbedViolations(embed: EmbedBody, path: readonly (string | number)[]): readonly Violation[] {
  const violations: Violation[] = [];
  const addresses = [
    [["url"], embed.url, ["http", "https"]],
    [["author", "url"], embed.author?.url, ["http", "https"]],
    [["author", "icon_url"], embed.author?.icon_url, ["http", "https", "attachment"]],
    [["footer", "icon_url"], embed.footer?.icon_url, ["http", "https", "attachment"]],
    [["image", "url"], embed.image?.url, ["http", "https", "attachment"]],
    [["thumbnail", "url"], embed.thumbnail?.url, ["http", "https", "attachment"]],
  ] as const;
  for (const [where, url, schemes] of addresses)
    if (typeof url === "string" && !isDiscordUrl(url, schemes))
      violations.push({ path: [...path, ...where], rule: `scheme must be one of ${schemes.join(", ")}` });
  for (const [index, field] of (embed.fields ?? []).entries())
    for (const key of ["name", "value"] as const)
      if (field[key].trim() === "") violations.push({ path: [...path, "fields", index, key], rule: "empty" });
  const shown = [embed.title, embed.description, embed.footer?.text, embed.author?.name, embed.image?.url];
  if (!shown.some(isFilled) && !isFilled(embed.fields) && !isFilled(embed.thumbnail?.url))
    violations.push({ path: [...path, "description"], rule: "empty, and the embed shows nothing else" });
  return violations;
}

function findMentionViolations(allowed: AllowedMentions | null | undefined): readonly Violation[] {
  return (["users", "roles"] as const)
    .filter((kind) => allowed?.parse?.includes(kind) && isFilled(allowed[kind]))
    .map((kind) => ({
      path: ["allowed_mentions"],
      rule: `parse:["${kind}"] and ${kind}: [ids...] exclude each other`,
    }));
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) || typeof value === "string"
    ? value.length > 0
    : value !== undefined && value !== null;
}
