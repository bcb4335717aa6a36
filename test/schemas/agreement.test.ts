/** Types and ajv agree about which values a schema allows. */

import { Ajv2020 } from "ajv/dist/2020.js";
import ts from "typescript";
import { expect, test } from "vitest";
import { createReferenceResolver } from "../../generator/2-link/apis/resolve-reference.js";
import { printSchemaTypes } from "../../generator/3-type/schemas/print-schema-types.js";
import { typeText } from "../../generator/3-type/schemas/type-text.js";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import { Identities } from "../../generator/model/find-document.js";
import { child, isObject, type Located } from "../../generator/source/located.js";
import { toLocated } from "../to-located.js";
import { Random } from "../truth/random.js";
import {
  anyValue,
  componentNames,
  mutated,
  randomSchema,
  randomValue,
  type Schema,
} from "./agreement/random-schema.js";
import { mapped, relaxed } from "./agreement/relax-schema.js";

const documentCount = 250;
const schemasPerDocument = 20;
const valuesPerSchema = 4;

interface Case {
  readonly schema: Schema;
  readonly components: Readonly<Record<string, Schema>>;
  readonly value: unknown;
  readonly isValid: boolean;
  readonly isAllowed: boolean;
  readonly type: string;
  readonly module: number;
}

test("valid values are assignable, and values that no reading allows are not", {
  timeout: 600_000,
}, () => {
  const modules: string[] = [];
  const cases = Array.from({ length: documentCount }, (_, seed) => {
    const { text, found } = documentCases(seed);
    modules.push(text);
    return found;
  }).flat();
  const valid = cases.filter(({ isValid }) => isValid).length;
  expect(valid).toBeGreaterThan(5_000);
  const isAssignable = assignability(modules, cases);
  const faults = cases.flatMap((each, index) => {
    const fits = isAssignable[index];
    const { schema, components, value, isValid, isAllowed, type } = each;
    if (fits ? isAllowed : !isValid) return [];
    return [{ fault: fits ? "assignable" : "refused", schema, value, type, components }];
  });
  expect(faults.slice(0, 3)).toEqual([]);
});

/** The declarations of the types of a document, and the values to compare with them. */
function documentCases(seed: number) {
  const random = new Random(`agreement ${seed}`);
  const components = Object.fromEntries(
    componentNames.map((name, index) => [
      name,
      randomSchema(random, componentNames.slice(index + 1), 1),
    ]),
  );
  const schemas = Array.from({ length: schemasPerDocument }, () =>
    randomSchema(random, componentNames),
  );
  const document = toLocated({ roots: schemas, components: { schemas: components } });
  const resolve = createReferenceResolver(
    {
      ...{ documents: new Map(), names: new Map(), locations: [], map: new Map() },
      identities: new Identities(),
    },
    new Diagnostics(),
  );
  const roots = schemas.flatMap((_, index) => child(document, "roots", index) ?? []);
  const useOf = () => ({ direction: "both", place: "value" }) as const;
  const printed = printSchemaTypes(roots, resolve, new Set(), { useOf });
  const [exact, loose] = [
    validators(schemas, components),
    validators(
      schemas.map((each) => relaxed(each)),
      mapped(components, (each) => relaxed(each, true)),
    ),
  ];
  const follow = ($ref: string) => components[$ref.slice($ref.lastIndexOf("/") + 1)];
  const found = schemas.flatMap((schema, index) =>
    Array.from({ length: valuesPerSchema }, (_, turn): Case => {
      const near = randomValue(schema, random, follow);
      const value = [
        near,
        near,
        near,
        mutated(near, random),
        mutated(near, random),
        anyValue(random, 2),
      ][turn];
      const type = `m${seed}.R${index}`;
      const [isValid, isAllowed] = [exact(index, value), loose(index, value)];
      return { schema, components, value, isValid, isAllowed, type, module: seed };
    }),
  );
  const named = printed.named.map(({ name, type }) => `export type ${name} = ${typeText(type)};`);
  const own = roots.map((root: Located, index) => {
    const type = printed.roots.get(root);
    return `export type R${index} = ${type ? typeText(type) : "unknown"};`;
  });
  return { text: [...named, ...own].join("\n"), found };
}

/** Checks a value with the schema at an index. */
function validators(
  schemas: unknown,
  components: unknown,
): (index: number, value: unknown) => boolean {
  const ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    validateSchema: false,
    logger: false,
  });
  ajv.addSchema({
    $id: "https://agreement.example/",
    roots: schemas,
    components: { schemas: components },
  });
  return (index, value) =>
    ajv.validate({ $ref: `https://agreement.example/#/roots/${index}` }, value) === true;
}

/** Asks TypeScript about all cases in one program. */
function assignability(modules: readonly string[], cases: readonly Case[]): readonly boolean[] {
  const imports = modules.map((_, index) => `import * as m${index} from "./m${index}.js";`);
  const values = cases.map(
    ({ value, type }, index) => `type V${index} = [${literalType(value)}, ${type}];`,
  );
  const files = new Map([
    ["/cases.ts", [...imports, ...values].join("\n")],
    ...modules.map((text, index): [string, string] => [`/m${index}.ts`, text]),
  ]);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, version)
      : ts.createSourceFile(path, text, version, true);
  };
  const program = ts.createProgram(["/cases.ts"], options, host);
  const checker = program.getTypeChecker();
  const errors = ts.getPreEmitDiagnostics(program).filter(({ code }) => code !== 6133);
  expect(
    errors
      .slice(0, 3)
      .map(({ messageText, file, start }) => [
        messageText,
        file?.text.slice(start, (start ?? 0) + 80),
      ]),
  ).toEqual([]);
  const file = program.getSourceFile("/cases.ts");
  return (file?.statements ?? []).flatMap((statement) => {
    if (!ts.isTypeAliasDeclaration(statement) || !ts.isTupleTypeNode(statement.type)) return [];
    const [value, type] = statement.type.elements.map((each) => checker.getTypeFromTypeNode(each));
    return value && type ? [checker.isTypeAssignableTo(value, type)] : [];
  });
}

/** The type of a value and of nothing else. */
function literalType(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalType).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, part]) => `${JSON.stringify(name)}: ${literalType(part)}`,
  );
  return `{ ${members.join("; ")} }`;
}
