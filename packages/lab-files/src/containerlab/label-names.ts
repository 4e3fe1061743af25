/** Labels of nodes and links. Editors of containerlab read the first two. */
export const labelNames = { x: 'graph-posX', y: 'graph-posY', network: 'pineapple-network' } as const;
