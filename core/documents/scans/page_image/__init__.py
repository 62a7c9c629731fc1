"""The picture of a page before it is recognised: cleaned, level, and its print told from rules."""

import cv2

cv2.setNumThreads(1)  # several workers read at once, one a core: its own threads only wait
