"""What mypy refuses: each line, and by which of its rules."""

import fallline

fallline.MiniBatchClassifier(maxIter=5)  # call-arg
fallline.MiniBatchClassifier("species")  # call-arg
fallline.MiniBatchClassifier(epochs="many")  # arg-type
fallline.MiniBatchClassifier(epochs=2.5)  # arg-type
fallline.MiniBatchClassifier(learningRate="fast")  # arg-type
fallline.MiniBatchClassifier(batchSize="auto")  # arg-type
fallline.MiniBatchClassifier(layers=["wide"])  # list-item
fallline.MiniBatchClassifier(intercept="yes")  # arg-type
fallline.MiniBatchClassifier(onStep=5)  # arg-type
fallline.MiniBatchRegressor(classWeights=[1.0, 2.0])  # call-arg
fallline.MiniBatchRegressor(tau="median")  # arg-type

classifier = fallline.MiniBatchClassifier()
classifier.setParams(learning_rate=0.1)  # call-arg
classifier.setParams(dropout="half")  # arg-type
classifier.setLayers("wide")  # arg-type
regressor: fallline.MiniBatchRegressor = classifier.setParams(epochs=3)  # assignment
