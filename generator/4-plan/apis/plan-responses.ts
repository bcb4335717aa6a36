import type { ResponsePlan, StatusSet } from "../../model/planned-api.js";
import { isSameType, keyword } from "../../model/type-node.js";
import type { TypedOperation } from "../../model/typed.js";

/**
 * Plans the declared responses. Errors with the same body are merged. Successes are not merged, so that a comparison
 * with the status of a success narrows the type to the response with this status.
 */
export function planResponses({ responses }: TypedOperation): readonly ResponsePlan[] {
  const listed = responses.flatMap(({ status }) => (/^\d{3}$/.test(status) ? Number(status) : []));
  const classes = responses.flatMap(({ status }) =>
    /^\dXX$/.test(status) ? Number(status[0]) : [],
  );
  const plans: ResponsePlan[] = [];
  for (const { status, type } of responses) {
    const statuses = statusSet(status, listed, classes);
    const same = plans.findIndex(
      (plan) => isSameType(plan.type, type) && isOfErrors(plan.statuses) && isOfErrors(statuses),
    );
    const merged = plans[same];
    if (merged?.statuses.kind === "listed" && statuses.kind === "listed") {
      const together = [...merged.statuses.statuses, ...statuses.statuses];
      plans[same] = { type, statuses: { kind: "listed", statuses: together } };
    } else {
      plans.push({ type, statuses });
    }
  }
  if (responses.some(({ status }) => status === "default")) return plans;
  const others = statusSet("default", listed, classes);
  return [...plans, { type: keyword("unknown"), statuses: others }];
}

function isOfErrors(statuses: StatusSet): boolean {
  return statuses.kind === "listed" && statuses.statuses.every((status) => status >= 400);
}

function statusSet(
  status: string,
  listed: readonly number[],
  classes: readonly number[],
): StatusSet {
  if (status === "default") {
    const except = listed.filter((each) => !classes.includes(Math.floor(each / 100)));
    return { kind: "others", except, exceptClasses: classes };
  }
  if (/^\d{3}$/.test(status)) return { kind: "listed", statuses: [Number(status)] };
  const statusClass = Number(status[0]);
  const except = listed.filter((each) => Math.floor(each / 100) === statusClass);
  return { kind: "class", class: statusClass, except };
}
