import { readFileSync } from "node:fs";
import { join } from "node:path";
import type ts from "typescript";
import {
  type GeneratedApi,
  type GeneratedWorkflow,
  importGenerated,
} from "../corpus/generated-workflows.js";
import { listOperations } from "../corpus/server/list-operations.js";
import { readDescription } from "../corpus/server/read-description.js";
import { createSchemaChecker } from "../corpus/server/schema-checker.js";
import { readWorkflowDocument, type WorkflowDocument } from "../corpus/workflow-document.js";
import type { TestedApi } from "./declared-response.js";
import type { GeneratedTypes, WorkflowTypes } from "./generated-types.js";

/** Generated code to measure. */
export interface Folder {
  readonly name: string;
  /** The absolute path of the generated code. */
  readonly path: string;
  /** The documents have no type errors. The others are compiled with `onTypeError: "warn"`. */
  readonly isStrict: boolean;
}

export interface TestedWorkflow extends GeneratedWorkflow {
  readonly types: WorkflowTypes;
  readonly source: WorkflowDocument;
}

/** An API and its generated module. */
export interface ConnectedApi extends TestedApi {
  readonly create: GeneratedApi["create"];
  /** The types of requests by `operationId`. */
  readonly requests: ReadonlyMap<string, ts.Type>;
}

export interface TestedFolder extends Folder {
  /** Workflows that need the results of others come last. */
  readonly workflows: readonly TestedWorkflow[];
  readonly apis: readonly ConnectedApi[];
}

/** Imports generated code, with its types and descriptions. */
export async function openFolder(folder: Folder, types: GeneratedTypes): Promise<TestedFolder> {
  const { workflows, apis } = await importGenerated(folder.path);
  const fileOf = readIndex(folder.path);
  const documents = new Set(workflows.map(({ document }) => document));
  const sources = new Map(
    [...documents].map((path) => [path, readWorkflowDocument(path)] as const),
  );
  return {
    ...folder,
    workflows: workflows
      .toSorted((a, b) => Number(a.isDependent) - Number(b.isDependent))
      .flatMap((workflow) => {
        const { functionName, document } = workflow;
        const source = sources.get(document);
        const ofWorkflow = types.workflow(fileOf(functionName), functionName);
        return source ? [{ ...workflow, types: ofWorkflow, source }] : [];
      }),
    apis: apis.map(({ name, document, create }) => {
      const description = readDescription(document);
      const creator = `create${name.replace(/^./, (letter) => letter.toUpperCase())}`;
      return {
        name,
        description,
        operations: listOperations(description),
        checker: createSchemaChecker(description),
        create,
        requests: types.requests(fileOf(creator)),
      };
    }),
  };
}

/** Finds the file that exports a name. */
function readIndex(folder: string): (name: string) => string {
  const index = readFileSync(join(folder, "index.ts"), "utf8");
  const files = [...index.matchAll(/export \{([^}]*)\} from "\.\/(.*)\.js"/g)].flatMap(
    ([, names = "", path = ""]) =>
      names.split(",").map((name) => [name.trim(), join(folder, `${path}.ts`)] as const),
  );
  const known = new Map(files);
  return (name) => known.get(name) ?? "";
}
