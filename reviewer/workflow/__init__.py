"""Use cases: one public function for each thing a reviewer does."""
