/** Examples → the table of weights. */
import type { Group, RoleWeights } from "../src/listing/weights.ts";
import { fitWeights, type Example } from "./fit.ts";
import priors from "./priors.json" with { type: "json" };

/** Fits every group's weights, around those that were set by hand in priors.json. */
export function trainWeights(
  examples: Readonly<Record<Group, readonly Example[]>>,
): Readonly<Record<Group, RoleWeights>> {
  return {
    dataType: fitWeights(priors.dataType, examples.dataType),
    count: fitWeights(priors.count, examples.count),
    countRole: fitWeights(priors.countRole, examples.countRole),
    price: fitWeights(priors.price, examples.price),
    priceRole: fitWeights(priors.priceRole, examples.priceRole),
  };
}
