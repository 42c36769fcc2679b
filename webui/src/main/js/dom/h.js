// Describes elements; patch.js makes them real. A memo is only rebuilt when one of what it depends on changed.

export function h(tag, props, ...children) {
  const { key, ...rest } = props ?? {};
  return { tag, key, props: rest, children: children.flat(Infinity) };
}

export function memo(key, dependsOn, build) {
  return { tag: 'memo', key, dependsOn, build };
}
