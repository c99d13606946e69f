"""Append-only log: leaves, Merkle tree, receipts and their codes."""
