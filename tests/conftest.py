from hypothesis import settings

# A shared machine makes no promise about the time of one example.
settings.register_profile("tintinh", deadline=None)
settings.load_profile("tintinh")
