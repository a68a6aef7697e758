import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child);
  }
}

/** All that a browser needs of a route to call it: the hub validates, and TypeScript has seen the types. */
const needed = ['method', 'path', 'status'];
/** Routes that only pages of reports ask, and that come with them: the console's `api` is without. */
const apart = [
  'reportRoutes',
  'channelShiftRoutes',
  'moreReportRoutes',
  'reportCostRoutes',
  'reportTargetRoutes',
  'reportScheduleRoutes',
  'liveBoardRoutes',
];
const nameOf = (property: Node) => (property.key as { name?: string } | undefined)?.name ?? '';

/**
 * Leaves out of the contracts what the console never runs: the schemas of what routes take and answer. Without them, and
 * with every schema marked as built without side effects, those that nobody uses go, and most of zod with them.
 */
export const slimContracts: Plugin = {
  name: 'slim-contracts',
  apply: 'build',
  transform: {
    filter: { id: /libs[\\/]contracts[\\/]src[\\/]/ },
    handler(code) {
      const edits: { start: number; end: number; text: string }[] = [];
      const marked = new Set<number>();
      for (const node of nodesIn(this.parse(code) as unknown as Node)) {
        if (node.type === 'SpreadElement' && apart.includes((node.argument as { name?: string }).name ?? ''))
          edits.push({ start: node.start, end: node.end, text: '...{}' });
        if (node.type !== 'CallExpression') continue;
        if (!marked.has(node.start)) edits.push({ start: node.start, end: node.start, text: '/* @__PURE__ */ ' });
        marked.add(node.start);
        const [given] = node.arguments as Node[];
        if ((node.callee as { name?: string }).name !== 'route' || given?.type !== 'ObjectExpression') continue;
        const kept = (given.properties as Node[]).filter(
          (property) => property.type !== 'Property' || needed.includes(nameOf(property)),
        );
        const text = `{ ${kept.map(({ start, end }) => code.slice(start, end)).join(', ')} }`;
        edits.push({ start: given.start, end: given.end, text });
      }
      return { code: applied(code, edits), map: null, moduleSideEffects: false };
    },
  },
};

/** Edits inside what another replaces go with it. */
function applied(code: string, edits: { start: number; end: number; text: string }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) continue;
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}
