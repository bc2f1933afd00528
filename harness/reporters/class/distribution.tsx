import { bin, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { counted, pointsText } from '../wording.js';
import type { ClassView } from './class-view.js';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 36;
const BOTTOM = 28;
const TOP = 18;

/** How many students have how many points: a histogram, and the same as a table for who does not see it. */
export function Distribution({ view: { students, maxPoints } }: { readonly view: ClassView }): JSX.Element | null {
  const points = students.flatMap((student) => (student.points === undefined ? [] : [student.points]));
  if (points.length === 0 || maxPoints === 0) return null;
  const x = scaleLinear([0, maxPoints], [LEFT, WIDTH]);
  const bins = bin()
    .domain([0, maxPoints])
    .thresholds(x.ticks(Math.min(10, Math.max(2, maxPoints))))(points);
  const bars = bins.map((inside) => ({
    from: inside.x0 ?? 0,
    to: inside.x1 ?? maxPoints,
    count: inside.length,
  }));
  // The last bar of d3 is empty where the best points are a threshold: they belong to the bar before.
  const last = bars.at(-1);
  const merged =
    last && last.from === last.to && bars.length > 1
      ? [...bars.slice(0, -2), ...bars.slice(-2, -1).map((bar) => ({ ...bar, count: bar.count + last.count }))]
      : bars;
  const y = scaleLinear([0, max(merged, ({ count }) => count) ?? 1], [HEIGHT - BOTTOM, TOP]).nice(4);
  return (
    <section aria-labelledby="distribution">
      <h2 id="distribution">Points</h2>
      <div class="scroll" tabIndex={0} role="group" aria-label="How many students have how many points">
        <svg class="histogram" viewBox={`0 0 ${WIDTH + 8} ${HEIGHT}`} aria-hidden="true" focusable="false">
          {y
            .ticks(4)
            .filter(Number.isInteger)
            .map((tick) => (
              <>
                <line class="grid" x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} />
                <text class="tick" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
                  {tick}
                </text>
              </>
            ))}
          {merged.map(({ from, to, count }) => (
            <>
              <rect
                class="bar"
                x={x(from) + 1}
                y={y(count)}
                width={Math.max(1, x(to) - x(from) - 2)}
                height={y(0) - y(count)}
              />
              {count > 0 && (
                <text class="count" x={(x(from) + x(to)) / 2} y={y(count) - 5} text-anchor="middle">
                  {count}
                </text>
              )}
            </>
          ))}
          {x.ticks(Math.min(10, Math.max(2, maxPoints))).map((tick) => (
            <text class="tick" x={x(tick)} y={HEIGHT - 8} text-anchor="middle">
              {pointsText(tick)}
            </text>
          ))}
        </svg>
      </div>
      <table class="unseen">
        <caption>How many students have how many points</caption>
        <thead>
          <tr>
            <th scope="col">points</th>
            <th scope="col">students</th>
          </tr>
        </thead>
        <tbody>
          {merged.map(({ from, to, count }) => (
            <tr>
              <th scope="row">
                {pointsText(from)} to {pointsText(to)}
              </th>
              <td>{counted(count, 'student')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
