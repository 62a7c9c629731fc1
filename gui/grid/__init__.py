"""The official form as a grid: its layout, its figures and the marks on them."""
