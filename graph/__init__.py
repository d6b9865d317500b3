"""Takes government plans, gives a knowledge graph of their provisions and of who answers for them.

``read -> structure -> extract -> resolve -> rdf -> store -> network -> visualise``; queries stand on the store.
"""

__version__ = "0.1.0"
