import { passes, ratioOf, type Goal, type Measurement } from './measurement.ts';

const heading = ['what', 'value', 'floor', 'ratio', 'goal', ''];

/** Renders the measurements as a table. */
export function renderTable(measurements: readonly Measurement[]): string {
  const rows = [heading, ...measurements.map(renderRow)];
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function renderRow(measurement: Measurement): string[] {
  const { what, unit, value, floor, goal } = measurement;
  const ratio = ratioOf(measurement);
  return [
    what,
    `${number(value)} ${unit}`,
    floor === null ? '–' : `${number(floor)} ${unit}`,
    ratio === null ? '–' : `${ratio.toFixed(2)} ×`,
    renderGoal(goal, unit),
    passes(measurement) ? 'pass' : 'FAIL',
  ];
}

function renderGoal(goal: Goal, unit: string): string {
  if (goal.kind === 'reported') return '–';
  if (goal.kind === 'at-most-more') return `≤ floor + ${goal.by} ${unit}`;
  if (goal.kind === 'absolute') return `≤ ${goal.most} ${unit}`;
  return `${goal.kind === 'at-most' ? '≤' : '≥'} ${goal.ratio} ×`;
}

function number(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value >= 100 ? value.toFixed(1) : value.toFixed(2);
}

/** Aligns text left and numbers right. */
function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === heading.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}
