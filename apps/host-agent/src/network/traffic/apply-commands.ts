import { readLineInShell, runInShell } from '../../system/program-shell.ts';
import { enteringDevice, labNamespace, waitingDevice } from '../link-names.ts';
import { withoutTables } from './counted-drops.ts';
import { replaceRules } from './replace-rules.ts';
import type { EndCommands } from './traffic-commands.ts';

export const namespaces = '/run/netns';
/** All devices of a group go at once: the kernel waits 20 ms for one that goes alone. */
const removedGroup = 7070;

/**
 * Runs in the lab's namespace. $1: `cable` or `switch`; $2: lines for `ip` that remove devices of which others get the name;
 * $3 and $4: lines for `nft` and `tc` that remove what is left at ends that were just made; $5, $6 and $7: lines for `tc`, `nft` and
 * `ip` that remove earlier rules, tables and devices once the new ones are in force. Then come, for each
 * end: its name, the lines for `ip` that make devices, the others, those for `tc` but filters for what comes
 * out of a container, those, and those for `nft`. Ends of containers that don't run are not there. A cable without
 * one of its ends passes nothing, so it gets no commands.
 */
const converge = `
kind=$1
present="
"
while read -r name rest; do
  case $name in pb*:) present="$present\${name%:}
" ;; esac
done </proc/net/dev
remove_devices() {
  if [ -n "$1" ]; then
    ip -force -batch - 2>/dev/null <<LINES || true
$1
link del group ${removedGroup}
LINES
  fi
}
remove_rules() {
  [ -z "$1" ] || tc -force -batch - 2>/dev/null <<LINES || true
$1
LINES
}
remove_devices "$2"
[ -z "$3" ] || echo "$3" | nft -f -
remove_rules "$4"
old_rules=$5 old_tables=$6 old_devices=$7
shift 7
missing= devices= links= rules= entries= tables=
while [ $# -gt 0 ]; do
  case $present in
  *"
$1
"*)
    [ -z "$2" ] || devices="$devices
$2"
    [ -z "$3" ] || links="$links
$3"
    [ -z "$4" ] || rules="$rules
$4"
    [ -z "$5" ] || entries="$entries
$5"
    [ -z "$6" ] || tables="$tables
$6" ;;
  *) missing=1 ;;
  esac
  shift 6
done
if [ "$kind$missing" != cable1 ]; then
  [ -z "$devices" ] || ip -force -batch - 2>/dev/null <<LINES || true
$devices
LINES
  [ -z "$links" ] || ip -batch - <<LINES
$links
LINES
  [ -z "$rules$entries" ] || tc -batch - <<LINES
$rules$entries
LINES
  [ -z "$tables" ] || echo "$tables" | nft -f -
fi
remove_rules "$old_rules"
[ -z "$old_tables" ] || echo "$old_tables" | nft -f -
remove_devices "$old_devices"
`;

/** Prints what adds the rules of ends as they are, on one line: of queues and filters their numbers only. */
const readRules = `
for end in "$@"; do
  tc qdisc show dev "$end" | sed -n "s/^qdisc clsact .*/qdisc add dev $end clsact/p
    s/^qdisc [^ ]* \\([1-9][0-9]*\\): root.*/qdisc add dev $end root handle \\1:/p"
  for way in egress ingress; do
    tc filter show dev "$end" "$way" |
      sed -n "s/^filter .* pref \\([0-9]*\\) .*/filter add dev $end $way pref \\1/p" | uniq
  done
done 2>/dev/null | tr '\\n' ';'
`;

/** What was set at one end of a wire. */
export interface AppliedEnd {
  /** What the kernel was told. Empty for a perfect link of a switch. */
  readonly text: string;
  /** What the program `shaper` was told. */
  readonly shapes: readonly string[];
  readonly links: readonly string[];
  /** Lines for `tc`, with the numbers that they have in the kernel. */
  readonly rules: readonly string[];
  readonly tables: readonly string[];
}

export const perfectEnd: AppliedEnd = { text: '', shapes: [], links: [], rules: [], tables: [] };

/**
 * What an earlier agent left at the ends of wires. Its devices are not known: they are made again.
 * @throws ProgramError when the namespace is gone
 */
export async function readApplied(
  labId: string,
  ends: readonly string[],
): Promise<ReadonlyMap<string, AppliedEnd>> {
  const text = await readLineInShell('nsenter', [
    ...[`--net=${namespaces}/${labNamespace(labId)}`, 'sh', '-c', readRules, 'sh'],
    ...ends,
  ]);
  const lines = text.split(';').filter((line) => line !== '');
  return new Map(
    ends.map((end) => [end, { ...perfectEnd, rules: lines.filter((line) => line.split(' ')[3] === end) }]),
  );
}

function ownDevices(end: string): string[] {
  return [waitingDevice(end), enteringDevice(end)];
}

function isNewDevice(line: string): boolean {
  return line.startsWith('link add ');
}

/** Whether a line is for frames that come out of a container. On a cable, it passes them on to the other end. */
function isEntry(line: string): boolean {
  return /^filter add dev \S+ ingress /.test(line);
}

function deviceOf(line: string): string {
  return line.split(' ')[2] ?? '';
}

function shapedDevice(line: string): string {
  return line.split(' ')[1] ?? '';
}

/** The devices in which frames wait, by what makes them. */
function devicesOf(ends: Iterable<Pick<AppliedEnd, 'shapes' | 'links'>>) {
  const all = [...ends];
  return {
    shaped: new Set(all.flatMap(({ shapes }) => shapes.map(shapedDevice))),
    waiting: new Set(all.flatMap(({ links }) => links.filter(isNewDevice).map(deviceOf))),
  };
}

/** How the wires of a network change. */
interface Change {
  /** What was set, by the end's name. */
  readonly before: ReadonlyMap<string, AppliedEnd>;
  /** Whether all of that is known. */
  readonly isKnown: boolean;
  /** The ends whose wires were just made, and those on a cable with them. Nothing is there, or nothing passes. */
  readonly made: ReadonlySet<string>;
  /** Whether there may be tables that are not in `before`. */
  readonly mayHaveTables: boolean;
}

/**
 * Sets the commands of a network's wires in their lab's namespace, and removes what was set at ends that have none any more. No frame
 * passes without what either the earlier commands or these do to it.
 * @returns what is set now, by the end's name
 * @throws ProgramError when the kernel refuses one of them
 */
export async function applyCommands(
  labId: string,
  isCable: boolean,
  commands: readonly EndCommands[],
  { before, isKnown, made, mayHaveTables }: Change,
): Promise<ReadonlyMap<string, AppliedEnd>> {
  const [was, is] = [devicesOf(before.values()), devicesOf(commands)];
  const ends = new Set([...before.keys(), ...commands.map(({ end }) => end)]);
  const devices = [...ends].flatMap(ownDevices);
  const isKept = (device: string) =>
    (is.waiting.has(device) && was.waiting.has(device)) || (is.shaped.has(device) && was.shaped.has(device));
  const removal = (device: string) => `link set ${device} group ${removedGroup}`;
  // The program replaces devices by itself.
  const isOther = (device: string) =>
    is.waiting.has(device) && !was.waiting.has(device) && (!isKnown || was.shaped.has(device));
  const isUnused = (device: string) => !is.waiting.has(device) && !is.shaped.has(device);
  const isGone = (device: string) =>
    isUnused(device) && (!isKnown || was.waiting.has(device) || was.shaped.has(device));
  const applied = new Map<string, AppliedEnd>();
  const cleared: string[] = [];
  const clearedTables: string[] = [];
  const removedRules: string[] = [];
  const removedTables: string[] = [];
  const words = commands.flatMap((each) => {
    const { end, shapes, links, rules, tables } = each;
    const earlier = before.get(end) ?? perfectEnd;
    const isMade = made.has(end);
    const own = new Set(ownDevices(end));
    const there = earlier.rules.filter((line) => {
      const device = line.split(' ')[3] ?? '';
      return !isMade && (!own.has(device) || isKept(device));
    });
    const change = replaceRules(there, rules);
    applied.set(end, { ...toApplied(each), shapes, rules: change.rules });
    const hadTables = earlier.tables.length > 0 || mayHaveTables;
    if (isMade) cleared.push(...[end, ...own].map((device) => `qdisc del dev ${device} root`));
    if (isMade) cleared.push(`qdisc del dev ${end} clsact`);
    if (isMade && hadTables) clearedTables.push(...withoutTables(end));
    removedRules.push(...change.removals);
    const hasSameTables = isKnown && !isMade && earlier.tables.join('\n') === tables.join('\n');
    if (!hasSameTables && !isMade && hadTables && tables.length === 0)
      removedTables.push(...withoutTables(end));
    const newTables =
      hasSameTables || tables.length === 0
        ? []
        : [...(hadTables && !isMade ? withoutTables(end) : []), ...tables];
    const [newDevices, others] = [links.filter(isNewDevice), links.filter((line) => !isNewDevice(line))];
    const hasSameLinks = isKnown && !isMade && earlier.links.join('\n') === links.join('\n');
    return [
      end,
      ...(hasSameLinks ? [[], []] : [newDevices, others]).map((lines) => lines.join('\n')),
      ...[change.additions.filter((line) => !isEntry(line)), change.additions.filter(isEntry), newTables].map(
        (lines) => lines.join('\n'),
      ),
    ];
  });
  for (const [end, { tables }] of before) {
    if (!applied.has(end) && (tables.length > 0 || mayHaveTables)) removedTables.push(...withoutTables(end));
  }
  const parts = [
    devices.filter(isOther).map(removal),
    clearedTables,
    cleared,
    removedRules,
    removedTables,
    devices.filter(isGone).map(removal),
  ];
  await runInShell('nsenter', [
    ...[`--net=${namespaces}/${labNamespace(labId)}`, 'sh', '-ec', converge, 'sh'],
    ...[isCable ? 'cable' : 'switch', ...parts.map((lines) => lines.join('\n'))],
    ...words,
  ]);
  return applied;
}

/** What a kernel has after these commands, if it had nothing before. */
export function toApplied({ shapes, links, rules, tables }: EndCommands): AppliedEnd {
  const isPerfect = tables.length === 0 && rules.length === 0 && links.every((line) => line.endsWith(' up'));
  const text = isPerfect ? '' : JSON.stringify([links, rules, tables]);
  return { text, shapes, links, rules, tables };
}
