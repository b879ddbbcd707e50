import { normalCdf } from "./normal";

const NODES = 200;

/**
 * P(X ≤ h, Y ≤ k) for standard normals with correlation ρ, |ρ| ≤ 1; absolute error under 1e-9.
 * Φ(h)Φ(k) + (1/2π) ∫₀^arcsin ρ exp(−(h² + k² − 2hk sin θ)/(2cos² θ)) dθ (Sheppard 1899; Drezner & Wesolowsky 1990), by
 * the tanh-sinh rule, which bears the steep end near |ρ| = 1.
 */
export function bivariateNormalCdf(h: number, k: number, rho: number): number {
  const end = Math.asin(Math.max(-1, Math.min(1, rho)));
  if (end === 0) return normalCdf(h) * normalCdf(k);
  const step = 8 / NODES;
  let integral = 0;
  for (let i = -NODES / 2; i <= NODES / 2; i++) {
    const u = (Math.PI / 2) * Math.sinh(i * step);
    const theta = (end / 2) * (1 + Math.tanh(u));
    const weight = (Math.PI / 2) * Math.cosh(i * step) * (1 / Math.cosh(u)) ** 2;
    const cos2 = Math.cos(theta) ** 2;
    if (weight === 0 || cos2 === 0) continue;
    const exponent = -(h * h + k * k - 2 * h * k * Math.sin(theta)) / (2 * cos2);
    integral += weight * Math.exp(exponent);
  }
  const probability = normalCdf(h) * normalCdf(k) + (integral * step * (end / 2)) / (2 * Math.PI);
  return Math.max(0, Math.min(1, probability));
}
