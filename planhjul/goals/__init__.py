"""From goal to krone and back: which money a goal reaches, and where the thread is broken.

Pure: plans, links, areas, measures and sums come in, a `GoalThreads` goes out.
"""
