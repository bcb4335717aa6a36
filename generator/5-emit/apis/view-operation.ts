import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { takesRequest, viewRequestParameter } from "../../code/view-request-parameter.js";
import { viewStatuses } from "../../code/view-statuses.js";
import { viewType } from "../../code/view-type.js";
import type { OperationPlan, ResponsePlan } from "../../model/planned-api.js";
import { viewShape } from "../print/view-shape.js";
import { viewXmlType } from "../print/view-xml-type.js";
import type { OperationView } from "../views.js";
import { viewBody } from "./view-body.js";
import { viewHeaders } from "./view-headers.js";
import { viewPath } from "./view-path.js";

export function viewOperation(plan: OperationPlan): OperationView {
  const { operationId, method, functionName, responsesName, errorsName, doc, responses } = plan;
  const [successes, errors] = [
    responses.filter(isSuccess),
    responses.filter((each) => !isSuccess(each)),
  ];
  const called = `{@link ${functionName}}`;
  const body = viewBody(plan);
  return {
    doc: Code.docComment(doc, viewTags(plan)),
    functionName: Code.name(functionName),
    requestParameter: viewRequestParameter(plan),
    requestType: Code.of`${runtime("OperationRequest")}<${Code.name(responsesName)}>`,
    responsesDoc: Code.docComment([`Possible responses to ${called}.`]),
    request: Code.object([
      Code.of`operationId: ${Code.literal(operationId)}`,
      Code.of`method: ${Code.literal(method)}`,
      Code.entry(Code.of`path`, viewPath(plan)),
      Code.of`headers: ${viewHeaders(plan)}`,
      ...(body ? [Code.entry(Code.of`body`, body)] : []),
      ...(plan.security.length > 0 ? [Code.of`security: ${viewSecurity(plan)}`] : []),
      Code.of`responseBodies: ${viewResponseBodies(plan)}`,
      ...(plan.reads.length > 0 ? [Code.entry(Code.of`reads`, viewReads(plan))] : []),
      ...(takesRequest(plan) ? [Code.of`given: request`] : []),
    ]),
    responsesDeclaration: Code.assignment(
      Code.of`export type ${Code.name(responsesName)}`,
      Code.union([...successes.map(viewResponse), Code.name(errorsName)]),
    ),
    errorsDoc: Code.docComment([`Responses to ${called} except the declared 2xx responses.`]),
    errorsDeclaration: Code.assignment(
      Code.of`export type ${Code.name(errorsName)}`,
      errors.length === 0 ? Code.of`never` : Code.union(errors.map(viewResponse)),
    ),
  };
}

function viewTags({ documentation, isDeprecated }: OperationPlan): readonly string[] {
  const see = documentation === undefined ? [] : [`@see ${documentation}`];
  return isDeprecated ? [...see, "@deprecated"] : see;
}

function viewSecurity({ security }: OperationPlan): Code {
  return Code.array(security.map((names) => Code.array(names.map((name) => Code.literal(name)))));
}

function viewResponseBodies({ responseBodies }: OperationPlan): Code {
  return Code.object(
    responseBodies.map(({ status, kind, xml }) =>
      Code.entry(
        viewStatusKey(status),
        xml ? Code.call(runtime("readXml"), [viewXmlType(xml)]) : Code.literal(kind),
      ),
    ),
  );
}

function viewReads({ reads }: OperationPlan): Code {
  return Code.object(
    reads.map(({ status, shape }) =>
      Code.entry(viewStatusKey(status), viewShape(shape, "orAbsent")),
    ),
  );
}

function viewStatusKey(status: string): Code {
  return /^\d+$/.test(status) ? Code.literal(Number(status)) : Code.key(status);
}

function isSuccess({ statuses }: ResponsePlan): boolean {
  switch (statuses.kind) {
    case "listed":
      return statuses.statuses.every((status) => Math.floor(status / 100) === 2);
    case "class":
      return statuses.class === 2;
    case "others":
      return false;
  }
}

function viewResponse({ statuses, type }: ResponsePlan): Code {
  const [status, body] = [viewStatuses(statuses), viewType(type)];
  return Code.typeReference(runtime("HttpResponse"), [status, body]);
}
