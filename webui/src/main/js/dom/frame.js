// Several wishes to draw within one animation frame become one drawing. A hidden page gets no frames, and so draws
// nothing until it is seen again.
export function perFrame(draw, request = requestAnimationFrame) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    request(() => {
      asked = false;
      draw();
    });
  };
}
