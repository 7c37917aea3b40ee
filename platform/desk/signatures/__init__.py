"""
Signatures: somebody signed exactly this version of a document.

A **signature** holds the content that was seen, its fingerprint, who signed, how (**method**: drawn, typed name with a
one-time code, a scan) and when. Its **seal** covers all of it and the seal before, in the **chain** of its customer.
Rows are never changed. The printed **check code** leads to a page that says whether it still holds.
"""
