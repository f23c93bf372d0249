import { renderListing } from "../../src/alert/message.ts";
import { cut } from "../../src/alert/text.ts";
import type { Services, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { StoredListing } from "../../src/model.ts";

/** Answers with everything about one listing, named by its id or a part of its title. */
export async function showOne(interaction: TypedCommand, services: Services, typed: string): Promise<void> {
  const id = typed.trim();
  const found = (await services.listings.find(id)) ?? (await findByTitle(id, services));
  if (found === undefined)
    throw new UserError(
      `No listing has the id or the title ${cut(id, 100)}. Look for it with \`/listings search\`.`,
    );
  await interaction.editReply({ embeds: [renderListing(found)] });
}

/** Whoever types a title without taking a suggestion means the first one. */
async function findByTitle(typed: string, services: Services): Promise<StoredListing | undefined> {
  const suggested = typed === "" ? undefined : services.listings.suggest(typed)[0];
  return suggested === undefined ? undefined : services.listings.find(suggested.id);
}
