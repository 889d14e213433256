"""Proofs under load and under the axe: what is acknowledged survives."""
