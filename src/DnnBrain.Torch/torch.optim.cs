namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Optimisers with PyTorch's update rules.</summary>
    public static class optim
    {
        /// <summary>Changes parameters by their gradients. The parameters stay the caller's; the optimiser's own state is disposed with it.</summary>
        public abstract class Optimizer : IDisposable
        {
            private readonly Tensor[] _parameters;

            private protected Optimizer(IEnumerable<Tensor> parameters, double lr)
            {
                ArgumentNullException.ThrowIfNull(parameters);
                ArgumentOutOfRangeException.ThrowIfNegative(lr);
                _parameters = [.. parameters];
                LearningRate = lr;
            }

            /// <summary>The learning rate; a schedule sets it between steps.</summary>
            public double LearningRate { get; set; }

            /// <summary>Changes every parameter that has a gradient.</summary>
            public void step()
            {
                using (no_grad())
                using (NewDisposeScope())
                {
                    for (int i = 0; i < _parameters.Length; i++)
                    {
                        if (_parameters[i].grad is { } gradient)
                            Update(i, _parameters[i], gradient);
                    }
                }
            }

            /// <summary>Sets all gradients to zero; call it before each backward pass.</summary>
            public void zero_grad()
            {
                foreach (Tensor parameter in _parameters)
                    parameter.zero_grad();
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            private protected int ParameterCount => _parameters.Length;

            private protected abstract void Update(int index, Tensor parameter, Tensor gradient);

            /// <summary>Disposes the state kept for each parameter.</summary>
            /// <param name="disposing">Whether called by <see cref="Dispose()"/>.</param>
            protected abstract void Dispose(bool disposing);
        }

        /// <summary>
        /// Stochastic gradient descent: g ← g + weight_decay p; v ← momentum v + (1 - dampening) g, at the first step
        /// v ← g; p ← p - lr v (with Nesterov, p - lr (g + momentum v)).
        /// </summary>
        public sealed class SGD : Optimizer
        {
            private readonly Tensor?[] _velocity;
            private readonly double _momentum;
            private readonly double _dampening;
            private readonly double _weightDecay;
            private readonly bool _nesterov;

            /// <summary>Makes the optimiser.</summary>
            /// <param name="parameters">What is optimised.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="momentum">Share of the former step.</param>
            /// <param name="dampening">Share of the gradient left out of the step.</param>
            /// <param name="weight_decay">Pull towards zero.</param>
            /// <param name="nesterov">Look ahead by the momentum.</param>
            public SGD(
                IEnumerable<Tensor> parameters, double lr, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false)
                : base(parameters, lr)
            {
                if (nesterov && (momentum <= 0 || dampening != 0))
                    throw new ArgumentException("Nesterov needs a momentum above zero and no dampening.", nameof(nesterov));
                (_momentum, _dampening, _weightDecay, _nesterov) = (momentum, dampening, weight_decay, nesterov);
                _velocity = new Tensor?[ParameterCount];
            }

            private protected override void Update(int index, Tensor parameter, Tensor gradient)
            {
                Tensor step = _weightDecay == 0 ? gradient : gradient.add(parameter, _weightDecay);
                if (_momentum != 0)
                {
                    if (_velocity[index] is { } velocity)
                        velocity.mul_(_momentum).add_(step, 1 - _dampening);
                    else
                        _velocity[index] = velocity = step.clone().DetachFromDisposeScope();
                    step = _nesterov ? step.add(velocity, _momentum) : velocity;
                }
                parameter.add_(step, -LearningRate);
            }

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                foreach (Tensor? velocity in _velocity)
                    velocity?.Dispose();
            }
        }

        /// <summary>
        /// Adam (Kingma and Ba 2015): m ← β₁ m + (1 - β₁) g; v ← β₂ v + (1 - β₂) g²;
        /// p ← p - lr / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + eps). Weight decay is added to the gradient.
        /// </summary>
        public sealed class Adam : Optimizer
        {
            private readonly Tensor?[] _mean;
            private readonly Tensor?[] _square;
            private readonly long[] _steps;
            private readonly double _beta1;
            private readonly double _beta2;
            private readonly double _eps;
            private readonly double _weightDecay;

            /// <summary>Makes the optimiser.</summary>
            /// <param name="parameters">What is optimised.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="beta1">Memory of the mean gradient.</param>
            /// <param name="beta2">Memory of the mean squared gradient.</param>
            /// <param name="eps">Added to the denominator.</param>
            /// <param name="weight_decay">Pull towards zero, through the gradient.</param>
            public Adam(
                IEnumerable<Tensor> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0)
                : base(parameters, lr)
            {
                (_beta1, _beta2, _eps, _weightDecay) = (beta1, beta2, eps, weight_decay);
                _mean = new Tensor?[ParameterCount];
                _square = new Tensor?[ParameterCount];
                _steps = new long[ParameterCount];
            }

            private protected override void Update(int index, Tensor parameter, Tensor gradient)
            {
                Tensor mean = _mean[index] ??= zeros_like(parameter).DetachFromDisposeScope();
                Tensor square = _square[index] ??= zeros_like(parameter).DetachFromDisposeScope();
                long step = ++_steps[index];
                if (_weightDecay != 0)
                    gradient = gradient.add(parameter, _weightDecay);
                mean.mul_(_beta1).add_(gradient, 1 - _beta1);
                square.mul_(_beta2).addcmul_(gradient, gradient, 1 - _beta2);
                Tensor denominator = square.sqrt().div_(Math.Sqrt(1 - Math.Pow(_beta2, step))).add_(_eps);
                parameter.addcdiv_(mean, denominator, -LearningRate / (1 - Math.Pow(_beta1, step)));
            }

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                foreach (Tensor? state in _mean.Concat(_square))
                    state?.Dispose();
            }
        }
    }
}
