import type { TypedApi, TypedOperation } from "../3-type/typed.js";
import { child, itemsOf, rootOf, textAt } from "../source/located.js";
import { planServer } from "./plan-server.js";
import type { ApiPlan, OperationPlan, ResponsePlan, StatusSet } from "./planned.js";

/** Plans the module of one API: its transport and the functions that make its requests. */
export function planApi(typed: TypedApi): ApiPlan {
  const { api, name, namespace, moduleName, schemas, operations } = typed;
  const root = rootOf(api.source.document);
  const information = child(root, "info");
  const servers = child(root, "servers");
  const [server] = servers ? itemsOf(servers) : [];
  return {
    name,
    namespace,
    moduleName,
    sourceName: api.source.document.source.name,
    title: information && textAt(information, "title"),
    server: server && planServer(server),
    schemas,
    operations: operations.map(planOperation),
  };
}

function planOperation(typed: TypedOperation): OperationPlan {
  const { at } = typed.operation;
  const summary = textAt(at, "summary") ?? textAt(at, "description");
  return { typed, summary, responses: planResponses(typed) };
}

/** The declared responses by the statuses they stand for; those of the same body together. */
function planResponses({ responses }: TypedOperation): readonly ResponsePlan[] {
  const listed = responses.flatMap(({ status }) => (/^\d{3}$/.test(status) ? Number(status) : []));
  const classes = responses.flatMap(({ status }) =>
    /^\dXX$/.test(status) ? Number(status[0]) : [],
  );
  const plans: ResponsePlan[] = [];
  for (const { status, type } of responses) {
    const statuses = statusSet(status, listed, classes);
    const same = plans.findIndex(
      (plan) =>
        plan.type.typeText === type.typeText &&
        plan.statuses.kind === "listed" &&
        statuses.kind === "listed",
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
  return [...plans, { type: { typeText: "unknown" }, statuses: others }];
}

function statusSet(
  status: string,
  listed: readonly number[],
  classes: readonly number[],
): StatusSet {
  if (status === "default") return { kind: "others", except: listed, exceptClasses: classes };
  if (/^\d{3}$/.test(status)) return { kind: "listed", statuses: [Number(status)] };
  const statusClass = Number(status[0]);
  const except = listed.filter((each) => Math.floor(each / 100) === statusClass);
  return { kind: "class", class: statusClass, except };
}
