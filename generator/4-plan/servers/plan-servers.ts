import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { serversOf } from "../../model/description.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { OperationServer, ServerPlan, ServersPlan } from "../../model/planned-api.js";
import { transportOptionNames } from "../../model/reserved-names.js";
import { type Located, textAt } from "../../source/located.js";
import { planServer } from "./plan-server.js";

/**
 * Plans the main server of an API, and the servers of operations that use a different server.
 */
export function planServers(
  description: Located,
  operations: readonly LinkedOperation[],
  diagnostics: Diagnostics,
): { readonly servers: ServersPlan; readonly optionNames: Set<string> } {
  const optionNames = new Set(transportOptionNames);
  const [first, ...others] = serversOf(description, description);
  const isUsed = operations.some(({ server }) => isSameServer(server, first));
  const main = isUsed ? first : (operations[0]?.server ?? first);
  const planned = main && planServer(main, diagnostics, optionNames);
  const overrides = planOverrides(operations, main, planned, optionNames, diagnostics);
  const isKnown = planned !== undefined && overrides.every(({ server }) => server !== undefined);
  const url = main && textAt(main, "url")?.trim();
  const servers: ServersPlan = {
    main: isKnown ? planned : undefined,
    overrides: isKnown
      ? overrides.flatMap(({ server, ...rest }) => (server ? { ...rest, server } : []))
      : [],
    path: url !== undefined && /^\/[^/{}]/.test(url) ? url : undefined,
    unencrypted: undefined,
    others: others.flatMap((server) => {
      const text = textAt(server, "url");
      return text === undefined ? [] : { url: text, description: textAt(server, "description") };
    }),
  };
  return { servers, optionNames };
}

/** The servers for requests with credentials, which are sent only to encrypted servers. */
export function encryptedOnly(servers: ServersPlan): ServersPlan {
  const { main, overrides } = servers;
  const all = [...(main ? [main] : []), ...overrides.map(({ server }) => server)];
  const plain = all.find(({ isEncrypted }) => !isEncrypted);
  return plain ? { ...servers, main: undefined, overrides: [], unencrypted: plain.shown } : servers;
}

interface PlannedOverride extends Omit<OperationServer, "server"> {
  readonly server: ServerPlan | undefined;
}

/** The operations whose server is not the main server. */
function planOverrides(
  operations: readonly LinkedOperation[],
  main: Located | undefined,
  planned: ServerPlan | undefined,
  optionNames: Set<string>,
  diagnostics: Diagnostics,
): readonly PlannedOverride[] {
  const variables = [...(planned?.variables ?? [])];
  return operations.flatMap(({ operationId, server: at }): PlannedOverride[] => {
    if (isSameServer(at, main)) return [];
    const server = at && planServer(at, diagnostics, optionNames, variables);
    variables.push(...(server?.variables ?? []));
    // Requests signed for one AWS service must not be sent to another service or to other hosts.
    const isAsSigned = server?.aws?.signingName === planned?.aws?.signingName;
    return [{ operationId, server: isAsSigned ? server : undefined }];
  });
}

function isSameServer(a: Located | undefined, b: Located | undefined): boolean {
  return a === b || JSON.stringify(a?.value) === JSON.stringify(b?.value);
}
