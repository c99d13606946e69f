"""What the law demands: dated, cited data and deadlines with their reason."""
