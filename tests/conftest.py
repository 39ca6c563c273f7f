from hypothesis import settings

# A shared machine makes no promise about the time of one example. Examples are the same in every run, so that a test
# fails for a change and not by chance; `pytest --hypothesis-profile search` looks for new ones.
settings.register_profile("tintinh", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("tintinh")
