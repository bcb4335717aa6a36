import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { expect, test } from "vitest";
import { planServers } from "../../generator/4-plan/servers/plan-servers.js";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import { toLocated } from "../to-located.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The names of all options of transports. */
function readOptionNames(): readonly string[] {
  const tsConfigFilePath = `${root}/tsconfig.json`;
  const project = new Project({ tsConfigFilePath, skipAddingFilesFromTsConfig: true });
  const namesIn = (path: string, name: string) => {
    const type = project.addSourceFileAtPath(`${root}/${path}`).getInterfaceOrThrow(name).getType();
    return type.getProperties().map((property) => property.getName());
  };
  const ofRuntime = namesIn("templates/runtime/fetch-transport.ts", "FetchTransportOptions");
  // In this API the region is a variable of the server.
  const generated = namesIn("generated/apis/sagemaker-api.ts", "SagemakerApiOptions");
  return [...new Set([...ofRuntime, ...generated])].filter((name) => name !== "region").sort();
}

const optionNames = readOptionNames();

function planned(description: object) {
  return planServers(toLocated(description), [], new Diagnostics());
}

test("a server variable never gets the name of an existing option", () => {
  const variables = Object.fromEntries(optionNames.map((name) => [name, { default: "a" }]));
  const { servers } = planned({ servers: [{ url: "https://a.example", variables }] });
  const given = servers.main?.variables.map(({ optionName }) => optionName) ?? [];
  expect(given).toHaveLength(optionNames.length);
  expect(given.filter((name) => optionNames.includes(name))).toEqual([]);
});

test("no other names are kept from variables", () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  const reserved = [...planned({}).optionNames].filter((name) => !inherited.includes(name));
  expect(reserved.sort()).toEqual(optionNames);
});
