/** ECharts with what is used of it and nothing else. Loaded when the first chart comes into view, never before. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

export type Engine = EChartsType;

interface VirtualNode {
  readonly attrs?: Record<string, unknown>;
  readonly children?: ReadonlyArray<VirtualNode | null>;
}

interface Painter {
  renderToVNode: (this: Painter, ...options: unknown[]) => VirtualNode;
}

const DECLARATION = /([\w-]+)\s*:\s*([^;]+)/g;

/**
 * The policy of our pages allows no `style` attribute, and all that ECharts writes there also exists as attributes of
 * their own.
 */
function withoutStyle(node: VirtualNode | null): void {
  if (node?.attrs && typeof node.attrs.style === 'string') {
    for (const [, name = '', value = ''] of node.attrs.style.matchAll(DECLARATION)) {
      if (name.startsWith('font-')) node.attrs[name] = value;
    }
    delete node.attrs.style;
  }
  for (const child of node?.children ?? []) withoutStyle(child);
}

/** Makes a painter draw without `style` attributes, also where it adds one to the drawing as a whole afterwards. */
function keepToPolicy(painter: Painter): void {
  const { renderToVNode } = painter;
  painter.renderToVNode = function render(this: Painter, ...options) {
    const drawing = renderToVNode.apply(this, options);
    withoutStyle(drawing);
    if (drawing.attrs) Object.defineProperty(drawing.attrs, 'style', { set: () => undefined, enumerable: false });
    return drawing;
  };
}

let isReady = false;

function prepare(): void {
  if (isReady) return;
  isReady = true;
  use([BarChart, LineChart, GridComponent]);
  use((registers) => {
    if (typeof SVGRenderer !== 'function') return;
    SVGRenderer({
      ...registers,
      registerPainter: (name, painter) => {
        keepToPolicy(painter.prototype as unknown as Painter);
        registers.registerPainter(name, painter);
      },
    });
  });
}

/** Starts a drawing that fills `element`. */
export function startEngine(element: HTMLElement): Engine {
  prepare();
  return init(element, null, { renderer: 'svg' });
}
