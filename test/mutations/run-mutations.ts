/**
 * Makes one mistake at a time in valid documents, and counts how many are told at the line of the mistake: mistakes of all
 * versions in documents of `../shared/corpus/dev`, and mistakes that only version 1.1 has in those of the folder
 * `later`. `survivors.tsv` says why the others are not; `*` stands for all documents and lines of a kind. A reason in
 * parentheses says that no compiler can know of the mistake; it counts where nothing is told elsewhere either. Arguments
 * name documents.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compile } from "../../generator/compile.js";
import { sharedFixture } from "../shared-fixture.js";
import { ArazzoText, type Edit } from "./document.js";
import type { Kinds } from "./edits.js";
import { kinds } from "./kinds.js";
import { kindsOfLaterVersion } from "./kinds-of-later-version.js";
import { readOperations } from "./operations.js";

const { path: corpus, isMissing } = sharedFixture("corpus/dev");
const documents = [
  "strefethen-arazzo-cli--bank-32/testdata/bank-32.arazzo.yaml",
  "airtable--manage-share-links/arazzo/airtable-manage-share-links-workflow.yml",
  "airtable--provision-scim-user/arazzo/airtable-provision-scim-user-workflow.yml",
  "airtable--upsert-record/arazzo/airtable-upsert-record-workflow.yml",
  "fastly--purge-url-or-all/arazzo/fastly-purge-url-or-all-workflow.yml",
  "fastly--bulk-update-acl-entries/arazzo/fastly-bulk-update-acl-entries-workflow.yml",
  "fastly--provision-service/arazzo/fastly-provision-service-workflow.yml",
  "zoom--chat-history/arazzo/zoom-chat-history-workflow.yml",
  "vercel--generate-app-then-poll/arazzo/vercel-generate-app-then-poll-workflow.yml",
  "vercel--chat-completion-with-fallback/arazzo/vercel-chat-completion-with-fallback-workflow.yml",
  "vercel--discover-model-then-embed/arazzo/vercel-discover-model-then-embed-workflow.yml",
  "stripe--setup-future-payment/arazzo/stripe-setup-future-payment-workflow.yml",
  "buildkite-com--build-failure-triage/arazzo/buildkite-com-build-failure-triage-workflow.yml",
  "redocly-redocly-cli--museum-api/resources/museum-api.arazzo.yaml",
  "amazon-sagemaker--register-latest-completed-training/arazzo/amazon-sagemaker-register-latest-completed-training-workflow.yml",
  "amazon-sagemaker--train-then-deploy/arazzo/amazon-sagemaker-train-then-deploy-workflow.yml",
  "snowflake--submit-async-sql-statement/arazzo/snowflake-submit-async-sql-statement-workflow.yml",
  "notion--user-directory-resolve/arazzo/notion-user-directory-resolve-workflow.yml",
  "zendesk--create-ticket-assign-group/arazzo/zendesk-create-ticket-assign-group-workflow.yml",
  "databricks--start-cluster-and-run-job/arazzo/databricks-start-cluster-and-run-job-workflow.yml",
];
/** Of each kind in each document. */
const most = 2;

const laterDocuments = ["forward", "collect", "replace-lost", "notify-all", "send-two"].map(
  (name) => `later/${name}.arazzo.yaml`,
);

const only = process.argv.slice(2);
const reasons = new Map(
  readFileSync(join(import.meta.dirname, "survivors.tsv"), "utf8")
    .split("\n")
    .map((row) => row.split("\t"))
    .map(([document = "", kind = "", line = "", reason = ""]) => [
      `${document}\t${kind}\t${line}`,
      reason,
    ]),
);
const folder = mkdtempSync(join(tmpdir(), "mutations-"));
/** What became of the mistakes of some kinds. */
interface Result {
  readonly counts: Map<string, { reported: number; total: number }>;
  readonly survivors: string[];
  unknowable: number;
}

if (!isMissing) await run(corpus, documents, kinds);
await run(import.meta.dirname, laterDocuments, kindsOfLaterVersion);
rmSync(folder, { recursive: true });

async function run(root: string, all: readonly string[], made: Kinds): Promise<void> {
  const result: Result = { counts: new Map(), survivors: [], unknowable: 0 };
  const chosen = all.filter((each) => only.every((part) => each.includes(part)));
  for (const document of chosen) await mutate(root, document, made, result);
  if (chosen.length > 0) report(result);
}

async function mutate(root: string, document: string, made: Kinds, result: Result): Promise<void> {
  const { counts, survivors } = result;
  const [name = ""] = document.split("/");
  const copy = join(folder, name);
  cpSync(join(root, name), copy, { recursive: true });
  const file = join(folder, document);
  const doc = new ArazzoText(readFileSync(file, "utf8"));
  const operations = readOperations(copy);
  const before = await told(copy, file);
  for (const [kind, edits] of Object.entries(made)) {
    const found = edits(doc, operations).filter((edit) => edit !== undefined);
    for (const edit of spread(found)) {
      const { start, end, text, lines } = edit;
      writeFileSync(file, doc.text.slice(0, start) + text + doc.text.slice(end));
      const now = (await told(copy, file)).filter(
        (one) => !before.some((old) => old.key === one.key),
      );
      const isReported = now.some(({ line }) => lines.includes(line));
      const count = counts.get(kind) ?? { reported: 0, total: 0 };
      counts.set(kind, { reported: count.reported + Number(isReported), total: count.total + 1 });
      if (isReported) continue;
      const row = `${titleOf(document)}\t${kind}\t${lines[0]}`;
      const reason = reasons.get(row) ?? reasons.get(`*\t${kind}\t*`);
      const instead = now.map(({ key, line }) => `${key} (line ${line})`).join("; ");
      survivors.push(`${row}\t${reason ?? `NOT EXPLAINED; ${instead || "nothing was told"}`}`);
      if (reason?.startsWith("(") && now.length === 0) result.unknowable += 1;
    }
  }
}

/** A document of the corpus is named by its folder. */
function titleOf(document: string): string {
  const [folderName = "", file = ""] = document.split("/");
  return folderName === "later" ? file.replace(/\..*/, "") : folderName;
}

/** The first and the last, so that they lie apart. */
function spread(edits: readonly Edit[]): readonly Edit[] {
  return edits.length <= most ? edits : [...edits.slice(0, most - 1), ...edits.slice(-1)];
}

/** The messages on a document, but for assertions, which come and go with what is read. */
async function told(copy: string, file: string) {
  const mapFile = join(copy, "url-map.json");
  const urls: Record<string, string> = existsSync(mapFile)
    ? JSON.parse(readFileSync(mapFile, "utf8"))
    : {};
  const map = new Map(
    Object.entries(urls).map(([url, path]) => [url, resolve(copy, path)] as const),
  );
  const { diagnostics } = await compile([file], { map });
  return diagnostics
    .filter(({ code }) => code !== "value-asserted")
    .map(({ code, message, place }) => ({
      key: `${code}: ${message}`,
      line:
        place?.source.path === file
          ? place.source.text.slice(0, place.start).split("\n").length
          : 0,
    }));
}

function report({ counts, survivors, unknowable }: Result): void {
  let [reported, total] = [0, 0];
  for (const [kind, count] of counts) {
    console.log(`${kind.padEnd(48)}${count.reported}/${count.total}`);
    reported += count.reported;
    total += count.total;
  }
  console.log(survivors.join("\n"));
  const share = (count: number) => `${((100 * reported) / count).toFixed(1)} %`;
  console.log(
    `${reported} of ${total} mutants of ${counts.size} kinds are reported at their line (${share(total)}); ` +
      `without the ${unknowable} that no compiler can know: ${share(total - unknowable)}`,
  );
  if (survivors.some((row) => row.includes("NOT EXPLAINED"))) process.exitCode = 1;
}
