"""What leaves the program: audited workbooks and flat records."""
