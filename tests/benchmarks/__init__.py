"""Tests of how measurements are taken and told; what they measure is no test's business."""
