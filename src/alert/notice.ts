import type { Notice } from "../model.ts";
import type { Message } from "./embed.ts";
import { redact } from "./redact.ts";
import { show } from "./show.ts";
import { clean, cut, escapeCode, joinWithin } from "./text.ts";

const maxTitle = 200;
const maxLine = 400;
const maxText = 3500;
const maxRoles = 10;

const colours = {
  bad: 0xd9_2d_20,
  good: 0x2e_9e_5b,
  neutral: 0x5b_70_83,
} as const satisfies Record<Notice["tone"], number>;

/** Renders a message about no single listing; whatever its text, it stays within Discord's limits. */
export function renderNotice(notice: Notice): Message {
  const title = show(notice.title, maxTitle) || "Leakwatch";
  const lines = notice.lines.map((line) => show(line, maxLine)).filter((line) => line !== "");
  const content = notice.content === undefined ? title : show(notice.content, maxTitle) || title;
  const roles = [...new Set(notice.roleIds ?? [])].filter((id) => /^\d{1,20}$/u.test(id)).slice(0, maxRoles);
  return {
    content: [...roles.map((role) => `<@&${role}>`), content].join(" "),
    embeds: [
      {
        title,
        ...(lines.length === 0 ? {} : { description: showLines(lines, notice.more ?? 0) }),
        color: colours[notice.tone],
        footer: { text: `Leakwatch · ${cut(escapeCode(notice.id), 80)}` },
      },
    ],
    mentionRoles: roles,
    threadName: cut(redact(clean(notice.title.slice(0, 400))), 100) || "Leakwatch",
  };
}

/** As many lines as there is room for, and how many more there are, those that were left out before among them. */
function showLines(lines: readonly string[], leftOut: number): string {
  const more = (count: number): string => `… and ${count + leftOut} more`;
  const shown = joinWithin(lines, "\n", maxText, more);
  return leftOut > 0 && shown === lines.join("\n") ? `${shown}\n${more(0)}` : shown;
}
