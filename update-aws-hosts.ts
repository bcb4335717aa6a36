/**
 * Writes the table of AWS's hosts, `generator/4-plan/servers/aws-hosts.ts`, from AWS's own endpoint data:
 *
 *     git clone --depth 1 https://github.com/boto/botocore
 *     npm run aws-hosts -- botocore
 *
 * It resolves the rule set of each service in each region of each partition, with and without FIPS and dual stack.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RuleSetObject, resolveEndpoint, setPartitionInfo } from "@aws-sdk/util-endpoints";
import { splitAwsHost } from "./generator/4-plan/servers/split-aws-host.js";

const [folder = "botocore"] = process.argv.slice(2);
const data = join(folder, "botocore", "data");

function read(...path: readonly string[]) {
  return JSON.parse(readFileSync(join(data, ...path), "utf8"));
}

type PartitionInfo = Parameters<typeof setPartitionInfo>[0]["partitions"][number] & {
  /** For services without regions. */
  readonly outputs: { readonly implicitGlobalRegion: string };
};

const { partitions }: { readonly partitions: PartitionInfo[] } = read("partitions.json");
setPartitionInfo({ partitions });

/** The endpoint of a service for a region, and the scope of signatures for it. */
interface Endpoint {
  readonly host: string;
  readonly signingName: string;
  readonly region: string;
  readonly signingRegion: string;
  readonly partition: PartitionInfo;
  /** Prefixes that some operations add to the host, such as `stream-`. */
  readonly hostPrefixes: readonly string[];
}

interface AuthScheme {
  readonly name?: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
}

/** Unused schemes. Version 4A signs for several regions at once. */
const unused: ReadonlySet<string> = new Set(["sigv4a", "bearer", "none"]);

const variants = [
  { UseFIPS: false, UseDualStack: false },
  { UseFIPS: true, UseDualStack: false },
  { UseFIPS: false, UseDualStack: true },
  { UseFIPS: true, UseDualStack: true },
];

function endpointsOf(service: string): readonly Endpoint[] {
  const version = readdirSync(join(data, service)).sort().at(-1) ?? "";
  const rules: RuleSetObject = read(service, version, "endpoint-rule-set-1.json");
  const { metadata, operations } = read(service, version, "service-2.json");
  const { endpointPrefix, signingName = endpointPrefix } = metadata;
  const hostPrefixes = Object.values<{ endpoint?: { hostPrefix?: string } }>(operations)
    .flatMap(({ endpoint }) => endpoint?.hostPrefix ?? [])
    .filter((prefix) => !prefix.includes("{"));
  return partitions.flatMap((partition) =>
    Object.keys(partition.regions)
      .filter((region) => !region.endsWith("-global"))
      .flatMap((region) =>
        variants.flatMap((variant): readonly Endpoint[] => {
          const found = resolve(rules, { Region: region, ForcePathStyle: true, ...variant });
          if (!found) return [];
          const { host, scheme } = found;
          const signingRegion = scheme.signingRegion ?? region;
          const name = scheme.signingName ?? signingName;
          return [{ host, signingName: name, region, signingRegion, partition, hostPrefixes }];
        }),
      ),
  );
}

/** Undefined if the service is not in the region, or needs more parameters. */
function resolve(rules: RuleSetObject, values: Readonly<Record<string, string | boolean>>) {
  const known = Object.entries(values).filter(([name]) => name in rules.parameters);
  try {
    const { url, properties } = resolveEndpoint(rules, {
      endpointParams: Object.fromEntries(known),
    });
    const schemes: readonly AuthScheme[] = JSON.parse(
      JSON.stringify(properties?.["authSchemes"] ?? []),
    );
    const scheme = schemes.find(({ name = "sigv4" }) => !unused.has(name)) ?? {};
    return { host: url.hostname, scheme };
  } catch {
    return undefined;
  }
}

const endpoints = readdirSync(data, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => endpointsOf(name));

/** The suffixes of the partitions, and of services with their own suffixes. */
const suffixes = new Map<string, string>();
for (const { outputs } of partitions) {
  for (const suffix of [outputs.dnsSuffix, outputs.dualStackDnsSuffix]) {
    if (!suffixes.has(suffix)) suffixes.set(suffix, outputs.implicitGlobalRegion);
  }
}
for (const { host, region, partition } of endpoints) {
  if (splitAwsHost(host, suffixes)) continue;
  const [, ...suffix] = host.replace(`${region}.`, "").split(".");
  suffixes.set(suffix.join("."), partition.outputs.implicitGlobalRegion);
}

const signingNames = new Map<string, string>();
/** The signing regions by host, and by service and partition. */
const ofHost = new Map<string, Set<string>>();
const ofService = new Map<string, Set<string>>();
for (const { host, signingName, signingRegion } of endpoints) {
  const split = splitAwsHost(host, suffixes);
  if (!split) throw new Error(`${host} is below no suffix`);
  const service = split.names.join(".");
  const inPartition = `${service}/${split.defaultRegion}`;
  // The first endpoint is in the partition `aws`.
  if (!signingNames.has(service)) signingNames.set(service, signingName);
  else if (signingNames.get(service) !== signingName) signingNames.set(inPartition, signingName);
  add(ofHost, host, signingRegion);
  add(ofService, inPartition, signingRegion);
}

// Another service can have such a host, too, such as `routes.geo`.
for (const { host, signingName, hostPrefixes } of endpoints) {
  for (const prefix of new Set(hostPrefixes)) {
    const service = splitAwsHost(prefix + host, suffixes)?.names.join(".") ?? "";
    if (!signingNames.has(service)) signingNames.set(service, signingName);
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

/** Services and hosts that always sign for one region, which differs from the region of the host. */
const serviceRegions: Record<string, string> = {};
const hostRegions: Record<string, string> = {};
for (const { host, signingRegion } of endpoints) {
  const split = splitAwsHost(host, suffixes);
  if (!split || (split.region ?? split.defaultRegion) === signingRegion) continue;
  const key = `${split.names.join(".")}/${split.defaultRegion}`;
  if (ofService.get(key)?.size === 1) serviceRegions[key] = signingRegion;
  else if (ofHost.get(host)?.size === 1) hostRegions[host] = signingRegion;
}

const version = /__version__ = '(.+)'/.exec(
  readFileSync(join(folder, "botocore", "__init__.py"), "utf8"),
)?.[1];

/** One word for each entry, wrapped at 100 columns: the key, and its value if the value is not the key. */
function declare(name: string, doc: string, entries: Readonly<Record<string, string>>): string {
  const words = Object.entries(entries).map(([key, value]) =>
    key === value ? key : `${key}=${value}`,
  );
  const lines = [""];
  for (const word of words.sort()) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > 98) lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return `/** ${doc} */\nexport const ${name} = \`\n${lines.map((line) => ` ${line}\n`).join("")}\`;\n`;
}

const text = `/**
 * Hosts of AWS's services. Written by update-aws-hosts.ts from the endpoint data of botocore ${version}; do not edit.
 * Each word is \`key=value\`, or a key that is its own value.
 */

${declare("partitionRegions", "The region that hosts without a region are signed for, by the suffix of the host.", Object.fromEntries(suffixes))}
${declare("signingNames", "The name in a signature's scope, by service; by `service/defaultRegion` where a partition differs.", Object.fromEntries(signingNames))}
${declare("serviceRegions", "The region that a service is signed for regardless of its host, by `service/defaultRegion`.", serviceRegions)}
${declare("hostRegions", "The region that a host is signed for, if it differs from the region of the host.", hostRegions)}`;
writeFileSync(join(import.meta.dirname, "generator/4-plan/servers/aws-hosts.ts"), text);
console.log(`${endpoints.length} endpoints, ${signingNames.size} services`);
