/** How the lines of a graph look: a colour of the palette, and a dash for those who can't tell the colours apart. */
export const lineColours = [
  { colour: '--ui-primary', dash: [] },
  { colour: '--ui-success', dash: [6, 3] },
  { colour: '--ui-error', dash: [2, 3] },
  { colour: '--ui-text', dash: [10, 3, 2, 3] },
] as const;
