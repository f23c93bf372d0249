import type { Money, PricePoint } from "../model.ts";
import type { Handle } from "./schema.ts";

const maxPoints = 200;

/** What was asked in each incident, and since when. */
export function priceTable(db: Handle) {
  const newest = (incidentId: string) =>
    db
      .selectFrom("incident_prices")
      .selectAll()
      .where("incident_id", "=", incidentId)
      .orderBy("at", "desc")
      .limit(maxPoints);

  return {
    /** Keeps a price where it differs from the one kept last. */
    async record(incidentId: string, { amount, currency }: Money, at: Date): Promise<void> {
      const last = await newest(incidentId).limit(1).executeTakeFirst();
      if (last?.amount === amount && last.currency === currency) return;
      await db
        .insertInto("incident_prices")
        .values({ incident_id: incidentId, at: at.getTime(), amount, currency })
        .onConflict((c) => c.columns(["incident_id", "at"]).doUpdateSet({ amount, currency }))
        .execute();
    },

    /** The newest prices of an incident, oldest first. */
    async ofIncident(incidentId: string): Promise<PricePoint[]> {
      const rows = await newest(incidentId).execute();
      return rows.toReversed().map(({ at, amount, currency }) => ({ at: new Date(at), amount, currency }));
    },
  };
}
