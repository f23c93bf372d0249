// A channel hears of an incident once. Companies that are found in it later get a message of their own, so that their
// people hear of it too: each such message stands for the incident under a number.
const maxFurther = 20;

/** The ids under which one channel's alerts of an incident are kept, the first one's first. */
export function listTurns(incidentId: string): readonly string[] {
  return [incidentId, ...Array.from({ length: maxFurther }, (_, n) => `${incidentId}.${n + 1}`)];
}

/** The incident of an alert that is kept under such an id. */
export function incidentOfTurn(id: string): string {
  return id.split(".", 1)[0] ?? id;
}
