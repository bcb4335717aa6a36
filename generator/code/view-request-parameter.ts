import type { BodyPlan, OperationPlan, ParameterGroup } from "../model/planned-api.js";
import { Code } from "./code.js";
import { viewType } from "./view-type.js";

/** The parameter list of a function that makes a request; empty if the operation has no input. */
export function viewRequestParameter(plan: OperationPlan): Code {
  if (!takesRequest(plan)) return Code.parameters([]);
  const { groups, body } = plan;
  const members = groups.map(viewGroup);
  const [only] = body?.contents ?? [];
  const isOneBody = body !== undefined && only !== undefined && body.contents.length === 1;
  const optional = body?.isOptional ? Code.of`?` : Code.of``;
  const all = isOneBody
    ? [...members, Code.of`readonly body${optional}: ${viewType(only.type)}`]
    : members;
  const mayBeLeftOut = groups.every(({ isOptional }) => isOptional) && body?.isOptional !== false;
  const type = body && !isOneBody ? viewChoice(all, body) : Code.typeLiteral(all);
  const parameter = Code.of`request: ${type}`;
  return mayBeLeftOut
    ? Code.parameters([Code.of`${parameter} = {}`])
    : Code.parameters([parameter], type);
}

export function takesRequest({ groups, body }: OperationPlan): boolean {
  return groups.length > 0 || body !== undefined;
}

function viewGroup({ name, isOptional, members }: ParameterGroup): Code {
  const types = members.map((member) => {
    const optional = member.isOptional ? Code.of`?` : Code.of``;
    const property = Code.of`readonly ${Code.key(member.name)}${optional}: ${viewType(member.type)}`;
    return member.isDeprecated ? Code.of`/** @deprecated */\n${property}` : property;
  });
  const optional = isOptional ? Code.of`?` : Code.of``;
  return Code.of`readonly ${Code.name(name)}${optional}: ${Code.typeLiteral(types)}`;
}

/** Bodies of several media types, discriminated by `contentType`. */
function viewChoice(members: readonly Code[], { isOptional, contents }: BodyPlan): Code {
  const choices = contents.map(({ contentType, type }) =>
    Code.typeLiteral([
      Code.of`readonly contentType: ${Code.literal(contentType)}`,
      Code.of`readonly body: ${viewType(type)}`,
    ]),
  );
  const none = Code.of`{ readonly contentType?: undefined; readonly body?: undefined }`;
  const all = isOptional ? [...choices, none] : choices;
  const choice = Code.union(all);
  if (members.length === 0) return choice;
  return Code.of`${Code.typeLiteral(members)} & ${Code.parenthesized(Code.of``, choice)}`;
}
